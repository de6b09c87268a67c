package io.m2x.spring.boot.docker.compose;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

import io.m2x.client.M2xClient;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.TlsServer;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.embedded.M2xEmbeddedAutoConfiguration;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for services of Docker Compose, without Docker: the services run in this process.
 */
class M2xDockerComposeConnectionDetailsFactoryTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final String LABEL = "org.springframework.boot.service-connection";

	private static final Map<String, String> WITH_KEY = Map.of("M2X_SERVER_MASTER_KEY", KEY);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(M2xEmbeddedAutoConfiguration.class, M2xAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "m2x-server", "m2x-server:0.1.0", "localhost/m2x-server:dev", "localhost:5000/m2x-server",
			"registry.example.org/iot/m2x-server:0.1.0", "iot/m2x-server" })
	void serverImageIsAcceptedFromEveryRegistry(String image) {
		assertThat(details(new Service(image, Map.of(), WITH_KEY, 1))).containsOnlyKeys(M2xConnectionDetails.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "redis", "iot/m2x-server-backup", "m2x-server/proxy", "my-m2x-server" })
	void otherImagesAreIgnored(String image) {
		assertThat(details(new Service(image, Map.of(), WITH_KEY, 1))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "shop-platform:latest, m2x, true", "shop-platform:latest, m2x-server, true",
			"m2x-server:0.1.0, redis, false" })
	void labelOverridesImage(String image, String label, boolean taken) {
		assertThat(details(new Service(image, Map.of(LABEL, label), WITH_KEY, 1)).isEmpty()).isNotEqualTo(taken);
	}

	@Test
	void missingKeyIsReportedWithServiceName() {
		assertThatExceptionOfType(M2xConfigurationException.class).isThrownBy(
				() -> details(new Service("m2x-server", Map.of("com.docker.compose.service", "platform"), Map.of(), 1)))
			.withMessageContaining("'platform'")
			.satisfies((failure) -> assertThat(failure.action()).contains("platform:"));
		assertThatExceptionOfType(M2xConfigurationException.class)
			.isThrownBy(() -> details(new Service("m2x-server", Map.of(), Map.of(), 1)))
			.withMessageContaining("'shop-platform-1'");
	}

	@Test
	void clientUsesServiceInsteadOfEmbeddedServer() {
		M2xServer server = M2xServer.builder().masterKey(KEY).start();
		try {
			with(new Service("localhost/m2x-server:dev", Map.of(), WITH_KEY, server.port())).run((context) -> {
				assertThat(context).doesNotHaveBean(M2xServer.class);
				M2xClient client = context.getBean(M2xClient.class);
				assertThat(client.baseUrl()).hasToString(server.url());
				assertThat(client.devices().tags().block(LIMIT)).isEmpty();
			});
		}
		finally {
			server.stop();
		}
	}

	@Test
	void certificatesFromLabelsAreTrusted() throws Exception {
		Path store = Path.of("target", "compose-certificate.p12").toAbsolutePath();
		try (TlsServer tls = TlsServer.start(store)) {
			String prefix = "org.springframework.boot.sslbundle.jks.truststore.";
			Map<String, String> labels = Map.of(prefix + "location", store.toUri().toString(), prefix + "password",
					TlsServer.PASSWORD, prefix + "type", "PKCS12");
			with(new Service("localhost/m2x-server:dev", labels, WITH_KEY, tls.port())).run((context) -> {
				M2xClient client = context.getBean(M2xClient.class);
				assertThat(client.baseUrl()).hasToString("https://127.0.0.1:" + tls.port() + "/v2");
				assertThat(client.platform().status().block(LIMIT).isApiOk()).isTrue();
			});
		}
	}

	private ApplicationContextRunner with(RunningService service) {
		M2xConnectionDetails details = (M2xConnectionDetails) details(service).get(M2xConnectionDetails.class);
		return this.runner.withBean(M2xConnectionDetails.class, () -> details);
	}

	// Created by reflection, because Spring Boot's connection source has no public
	// constructor.
	private static Map<Class<?>, ConnectionDetails> details(RunningService service) {
		try {
			DockerComposeConnectionSource source = BeanUtils.instantiateClass(
					DockerComposeConnectionSource.class.getDeclaredConstructor(RunningService.class, Environment.class),
					service, new MockEnvironment());
			return new ConnectionDetailsFactories(null).getConnectionDetails(source, false);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Service(ImageReference image, Map<String, String> labels, Map<String, @Nullable String> env,
			ConnectionPorts ports) implements RunningService {

		Service(String image, Map<String, String> labels, Map<String, @Nullable String> env, int port) {
			this(ImageReference.of(image), labels, env, new Ports(port));
		}

		@Override
		public String name() {
			return "shop-platform-1";
		}

		@Override
		public String host() {
			return "127.0.0.1";
		}

	}

	private record Ports(int port) implements ConnectionPorts {

		@Override
		public int get(int containerPort) {
			assertThat(containerPort).isEqualTo(8181);
			return this.port;
		}

		@Override
		public List<Integer> getAll() {
			return List.of(this.port);
		}

		@Override
		public List<Integer> getAll(@Nullable String protocol) {
			return getAll();
		}

	}

}
