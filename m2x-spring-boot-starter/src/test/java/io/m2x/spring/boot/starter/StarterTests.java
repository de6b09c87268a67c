package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.values.M2xValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Base class for tests of the starter on every class path with an HTTP client.
 */
abstract class StarterTests extends ClassPathTests {

	ConfigurableApplicationContext application;

	@BeforeAll
	void startApplication() {
		this.application = start(Beans.class);
	}

	// Stop the application last, because that stops the event loops that all applications
	// share.
	@AfterAll
	void stopApplicationAndCheckFinalWrites() {
		if (this.application != null) {
			this.application.close();
			assertThat(this.m2x.written()).containsExactlyInAnyOrder("destroyed", "provided");
		}
	}

	@Test
	void beansReachM2x() {
		assertThat(this.application.getBean(M2xClient.class).baseUrl()).hasToString(this.m2x.url());
		assertThat(this.application.getBean(M2xDevices.class).view(DeviceRef.id(StubM2x.DEVICE)).block().name())
			.isEqualTo("Stub");
		assertThat(this.m2x.keys()).isNotEmpty().containsOnly(StubM2x.KEY);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			m2x.http.connect-timeout, soon,      Failed to bind properties under 'm2x.http.connect-timeout'
			m2x.http.read-timeout,    0s,        property 'm2x.http.read-timeout' can't be used
			m2x.http.call-timeout,    -1s,       property 'm2x.http.call-timeout' can't be used
			m2x.http.ssl.bundle,      missing,   'm2x.http.ssl.bundle' names the SSL bundle 'missing'
			m2x.retry.jitter,         7,         The jitter of retries must be from 0 to 1
			m2x.base-url,             localhost, The address of M2X, 'localhost', can't be used
			m2x.api-key,              "",        The API key for M2X is not set""")
	void invalidPropertyFailsStart(String property, String value, String reason) {
		assertThatThrownBy(
				() -> start(DeviceController.class, "--" + property + "=" + value, "--logging.level.root=off").close())
			.hasStackTraceContaining(reason);
	}

	/**
	 * A controller and beans that write when they are destroyed.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(DeviceController.class)
	static class Beans {

		@Bean
		DisposableBean provided(ObjectProvider<M2xValues> values) {
			return () -> values.getObject().write(DeviceRef.id(StubM2x.DEVICE), "provided", 1).block();
		}

		@Bean
		DisposableBean destroyed(M2xValues values) {
			return () -> values.write(DeviceRef.id(StubM2x.DEVICE), "destroyed", 1).block();
		}

	}

}
