package io.m2x.spring.boot.autoconfigure.embedded;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.server.M2xServer;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.M2xProperties;
import io.m2x.spring.boot.autoconfigure.M2xServicesAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.http.ShutdownHandlers;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class M2xEmbeddedAutoConfigurationTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(M2xEmbeddedAutoConfiguration.class, M2xAutoConfiguration.class, M2xServicesAutoConfiguration.class));

	@Test
	void embeddedServerIsStartedByDefault() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(M2xServer.class).hasSingleBean(M2xConnectionDetails.class);
			Device device = context.getBean(M2xDevices.class)
				.create(CreateDevice.named("Vent").withSerial("V-1"))
				.block(LIMIT);
			assertThat(context.getBean(M2xDevices.class).view(DeviceRef.serial("V-1")).block(LIMIT).id())
				.isEqualTo(device.id());
		});
	}

	@Test
	void serverStopsWithTheApplication() {
		AtomicReference<M2xClient> client = new AtomicReference<>();
		this.runner.run((context) -> client.set(context.getBean(M2xClient.class)));
		assertThatExceptionOfType(M2xTransportException.class)
			.isThrownBy(() -> client.get().platform().status().block(LIMIT));
	}

	@Test
	void applicationsDoNotShareServers() {
		this.runner.run((first) -> this.runner.run((second) -> {
			assertThat(first.getBean(M2xServer.class).port()).isNotEqualTo(second.getBean(M2xServer.class).port());
			first.getBean(M2xDevices.class).create(CreateDevice.named("Vent").withSerial("V-1")).block(LIMIT);
			second.getBean(M2xDevices.class).create(CreateDevice.named("Vent").withSerial("V-1")).block(LIMIT);
		}));
	}

	@Test
	void clientKeyBecomesMasterKey() {
		this.runner.withPropertyValues("m2x.api-key=" + KEY).run((context) -> {
			assertThat(context.getBean(M2xServer.class).masterKey()).isEqualTo(KEY);
			assertThat(context.getBean(M2xDevices.class).tags().block(LIMIT)).isEmpty();
		});
	}

	@ParameterizedTest
	@CsvSource({ "m2x.api-key, my-key", "m2x.api-key, ABC", "m2x.api-key, 0123456789ABCDEF0123456789ABCDEF",
			"m2x.clients.plant.api-key, ABC" })
	void invalidMasterKeyIsReportedWithoutShowingIt(String property, String key) {
		this.runner.withPropertyValues(property + "=" + key)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(M2xConfigurationException.class)
				.hasMessageStartingWith("The value of '" + property + "', of " + key.length()
						+ " characters, can't be a key of the embedded M2X server")
				.hasMessageContaining("32 lowercase hexadecimal digits")
				.satisfies((failure) -> assertThat(((M2xConfigurationException) failure).action())
					.contains("api-key: \"\"", "base-url: http://localhost:8181/v2")
					.doesNotContain(key))
				.satisfies((failure) -> assertThat(Throwables.getStackTrace(failure)).doesNotContain(key)));
	}

	@Test
	void keyOfClientWithOwnAddressIsNotUsed() {
		this.runner
			.withPropertyValues("m2x.clients.plant.api-key=ABC", "m2x.clients.plant.base-url=http://localhost:1/v2")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void configuredPortIsUsed() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		this.runner.withPropertyValues("m2x.embedded.port=" + port)
			.run((context) -> assertThat(context.getBean(M2xClient.class).baseUrl()).hasPort(port));
	}

	@Test
	void invalidPortNamesItsProperty() {
		this.runner.withPropertyValues("m2x.embedded.port=70000")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasRootCauseInstanceOf(M2xConfigurationException.class)
				.rootCause()
				.hasMessageContaining("'m2x.embedded.port'"));
	}

	@Test
	void portInUseIsReported() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
			this.runner.withPropertyValues("m2x.embedded.port=" + socket.getLocalPort())
				.run((context) -> assertThat(context.getStartupFailure())
					.hasStackTraceContaining(String.valueOf(socket.getLocalPort()))
					.hasStackTraceContaining("choose another port"));
		}
	}

	@Test
	void dataInDirectoryIsKept(@TempDir Path directory) {
		ApplicationContextRunner stored = this.runner.withPropertyValues("m2x.embedded.data-directory=" + directory);
		stored.run((context) -> context.getBean(M2xDevices.class)
			.create(CreateDevice.named("Vent").withSerial("V-1"))
			.block(LIMIT));
		stored.run((context) -> assertThat(
				context.getBean(M2xDevices.class).view(DeviceRef.serial("V-1")).block(LIMIT).name())
			.isEqualTo("Vent"));
	}

	@Test
	void baseUrlSwitchesEmbeddedServerOff() {
		this.runner.withPropertyValues("m2x.base-url=http://localhost:1/v2", "m2x.api-key=" + KEY)
			.run((context) -> assertThat(context).doesNotHaveBean(M2xServer.class).hasSingleBean(M2xPlatform.class));
	}

	@Test
	void unresolvedBaseUrlDoesNotStartEmbeddedServer() {
		this.runner.withPropertyValues("m2x.base-url=${NO_SUCH_VARIABLE}", "m2x.api-key=" + KEY)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasRootCauseInstanceOf(M2xConfigurationException.class)
				.hasStackTraceContaining("'m2x.base-url' refers to a variable"));
	}

	@Test
	void emptyBaseUrlIsIgnored() {
		this.runner.withPropertyValues("m2x.base-url=")
			.run((context) -> assertThat(context).hasSingleBean(M2xServer.class));
	}

	@Test
	void environmentVariablesSwitchEmbeddedServerOff() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new org.springframework.core.env.SystemEnvironmentPropertySource("test-systemEnvironment",
						java.util.Map.of("M2X_BASE_URL", "http://localhost:1/v2", "M2X_API_KEY", KEY))))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(M2xServer.class);
				assertThat(context.getBean(M2xClient.class).baseUrl()).hasToString("http://localhost:1/v2");
			});
	}

	@Test
	void hostedServiceIsUsedWhenDisabled() {
		this.runner.withPropertyValues("m2x.embedded.enabled=false", "m2x.api-key=" + KEY).run((context) -> {
			assertThat(context).doesNotHaveBean(M2xServer.class);
			assertThat(context.getBean(M2xClient.class).baseUrl()).isEqualTo(M2xClient.DEFAULT_BASE_URL);
		});
	}

	@Test
	void userClientSwitchesEmbeddedServerOff() {
		this.runner.withBean(M2xClient.class, () -> M2xClient.builder().build())
			.run((context) -> assertThat(context).doesNotHaveBean(M2xServer.class));
	}

	// An application processed ahead of time calls the bean method directly.
	@ParameterizedTest
	@CsvSource({ "m2x.base-url, http://localhost:1/v2, is set", "m2x.embedded.enabled, false, is false" })
	void changedConditionAfterProcessingFailsStart(String property, String value, String change) {
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(property, value)));
		M2xProperties properties = binder.bindOrCreate("m2x", M2xProperties.class);
		M2xEmbeddedProperties embedded = binder.bindOrCreate("m2x.embedded", M2xEmbeddedProperties.class);
		assertThatExceptionOfType(M2xConfigurationException.class)
			.isThrownBy(() -> new M2xEmbeddedAutoConfiguration().m2xServer(properties, embedded, new ShutdownHandlers(),
					new DefaultListableBeanFactory().getBeanProvider(LoggingSystem.class)))
			.withMessageContaining("processed ahead of time")
			.withMessageEndingWith("now '" + property + "' " + change + ".");
	}

}
