package io.m2x.example;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webclient.test.autoconfigure.WebClientTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.devices.M2xDevices;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.test.M2xStubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Test of another client, without a key for M2X.
 */
@ActiveProfiles("production")
@WebClientTest(Weather.class)
class WeatherTests {

	@Autowired
	private Weather weather;

	@Autowired
	private ConfigurableApplicationContext context;

	@Test
	void needsNoKeyForM2x() {
		try (M2xStubServer stub = M2xStubServer.start()
			.respond((request, response) -> response.sendString(Mono.just("sunshine")))) {
			assertThat(this.weather.ask(stub.url()).block()).isEqualTo("sunshine");
		}
		assertThat(this.context.getBeanNamesForType(M2xClient.class, true, false)).hasSize(4)
			.noneMatch((name) -> this.context.getBeanFactory().containsSingleton(name));
	}

	@Test
	void missingKeyIsReportedWhenClientIsUsed() {
		assertThatException().isThrownBy(() -> this.context.getBean(M2xDevices.class))
			.satisfies((failure) -> assertThat(Throwables.getRootCause(failure))
				.isInstanceOf(M2xConfigurationException.class)
				.hasMessageContaining("'m2x.api-key' refers to a variable"));
	}

}
