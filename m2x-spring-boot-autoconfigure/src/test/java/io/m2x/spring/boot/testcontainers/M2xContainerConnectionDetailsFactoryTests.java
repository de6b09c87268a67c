package io.m2x.spring.boot.testcontainers;

import java.nio.file.Path;
import java.time.Duration;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsNotFoundException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.testcontainers.service.connection.JksTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.containers.GenericContainer;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xTransportException;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.TlsServer;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.embedded.M2xEmbeddedAutoConfiguration;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for containers, without Docker: the containers run in this process.
 */
@ExtendWith(OutputCaptureExtension.class)
class M2xContainerConnectionDetailsFactoryTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final String OTHER_KEY = "ffeeddccbbaa99887766554433221100";

	private static final String IMAGE = "localhost/m2x-server:dev";

	private static final String TRUST_STORE = "target/container-certificate.p12";

	private static M2xServer server;

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ServiceConnectionAutoConfiguration.class, M2xEmbeddedAutoConfiguration.class, M2xAutoConfiguration.class));

	@BeforeAll
	static void startServer() {
		server = M2xServer.builder().masterKey(KEY).start();
	}

	@AfterAll
	static void stopServer() {
		server.stop();
	}

	@Test
	void clientUsesContainerAndItsKey(CapturedOutput output) {
		this.runner.withUserConfiguration(TypedContainer.class).run((context) -> {
			M2xClient client = context.getBean(M2xClient.class);
			assertThat(client.baseUrl()).hasToString(server.url());
			String id = client.devices().create(CreateDevice.named("Vent")).block(LIMIT).id();
			assertThat(client.devices().list(DeviceQuery.all()).block(LIMIT).items())
				.anyMatch((device) -> device.id().equals(id));
		});
		assertThat(output).doesNotContain(KEY);
	}

	@Test
	void containerOverridesProperties() {
		this.runner.withUserConfiguration(TypedContainer.class)
			.withPropertyValues("m2x.base-url=http://localhost:1/v2", "m2x.api-key=" + OTHER_KEY)
			.run((context) -> {
				assertThat(context.getBean(M2xClient.class).baseUrl()).hasToString(server.url());
				assertThat(context.getBean(M2xConnectionDetails.class).getApiKey()).isEqualTo(KEY);
			});
	}

	@Test
	void containerReplacesEmbeddedServer() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(M2xServer.class));
		this.runner.withUserConfiguration(TypedContainer.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(M2xServer.class)
				.hasSingleBean(M2xConnectionDetails.class));
	}

	@Test
	void genericContainerNeedsConnectionName() {
		this.runner.withUserConfiguration(NamedContainer.class).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(M2xServer.class);
			assertThat(context.getBean(M2xClient.class).devices().tags().block(LIMIT)).isEmpty();
		});
	}

	@Test
	void m2xContainerMayHaveConnectionName() {
		this.runner.withUserConfiguration(NamedTypedContainer.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(M2xConnectionDetails.class));
	}

	@Test
	void otherContainersAreIgnored() {
		this.runner.withUserConfiguration(OtherContainer.class)
			.run((context) -> assertThat(context).getFailure().isInstanceOf(ConnectionDetailsNotFoundException.class));
	}

	@Test
	void missingContainerKeyIsReported() {
		this.runner.withUserConfiguration(KeylessContainer.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(M2xConfigurationException.class,
						(failure) -> assertThat(failure.action()).contains(".withEnv(\"M2X_SERVER_MASTER_KEY\"")));
	}

	@Test
	void certificatesOfConnectionAreTrusted() throws Exception {
		try (TlsServer tls = TlsServer.start(Path.of(TRUST_STORE))) {
			M2xClient stranger = M2xClient.builder().baseUrl("https://127.0.0.1:" + tls.port() + "/v2").build();
			assertThatExceptionOfType(M2xTransportException.class)
				.isThrownBy(() -> stranger.platform().status().block(LIMIT))
				.satisfies((failure) -> assertThat(Throwables.getStackTrace(failure)).contains("certification path"));
			this.runner.withUserConfiguration(TlsContainer.class)
				.withBean(TlsServer.class, () -> tls)
				.run((context) -> {
					M2xClient client = context.getBean(M2xClient.class);
					assertThat(client.baseUrl()).hasToString("https://127.0.0.1:" + tls.port() + "/v2");
					assertThat(client.platform().status().block(LIMIT).isApiOk()).isTrue();
				});
		}
	}

	/** Runs in this process. */
	private static final class FakeM2xContainer extends M2xContainer {

		private final int port;

		private FakeM2xContainer(int port) {
			super(IMAGE);
			this.port = port;
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public String getHost() {
			return "127.0.0.1";
		}

		@Override
		public Integer getMappedPort(int originalPort) {
			assertThat(originalPort).isEqualTo(8181);
			return this.port;
		}

	}

	/** Runs in this process. */
	private static final class FakeContainer extends GenericContainer<FakeContainer> {

		private FakeContainer() {
			super(IMAGE);
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public String getHost() {
			return "127.0.0.1";
		}

		@Override
		public Integer getMappedPort(int originalPort) {
			assertThat(originalPort).isEqualTo(8181);
			return server.port();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TypedContainer {

		@Bean
		@ServiceConnection
		M2xContainer container() {
			return new FakeM2xContainer(server.port()).withMasterKey(KEY);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedTypedContainer {

		@Bean
		@ServiceConnection("m2x")
		M2xContainer container() {
			return new FakeM2xContainer(server.port()).withMasterKey(KEY);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedContainer {

		@Bean
		@ServiceConnection(name = "m2x")
		GenericContainer<?> container() {
			return new FakeContainer().withEnv("M2X_SERVER_MASTER_KEY", KEY);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherContainer {

		@Bean
		@ServiceConnection(name = "redis")
		GenericContainer<?> container() {
			return new FakeContainer().withEnv("M2X_SERVER_MASTER_KEY", KEY);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class KeylessContainer {

		@Bean
		@ServiceConnection(name = "m2x")
		GenericContainer<?> container() {
			return new FakeContainer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TlsContainer {

		@Bean
		@ServiceConnection
		@JksTrustStore(type = "PKCS12", location = "file:" + TRUST_STORE, password = TlsServer.PASSWORD)
		M2xContainer container(TlsServer tls) {
			return new FakeM2xContainer(tls.port());
		}

	}

}
