package io.m2x.spring.boot.starter;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

import io.m2x.client.M2xClient;
import io.m2x.client.model.DeviceRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the starter alone, in an application without a web server.
 */
class StarterAloneTests extends StarterTests {

	@Test
	void applicationServesNothing() {
		assertThat(this.application.getEnvironment().containsProperty("local.server.port")).isFalse();
	}

	@Test
	void healthNeedsNoWebServer() {
		ReactiveHealthIndicator health = (ReactiveHealthIndicator) this.application
			.getBean(ReactiveHealthContributorRegistry.class)
			.getContributor("m2x");
		assertThat(health.health(true).block().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void metricsAreRecorded() {
		this.application.getBean(M2xClient.class).devices().view(DeviceRef.id(StubM2x.DEVICE)).block();
		assertThat(this.application.getBean(MeterRegistry.class).get("http.client.requests").timer().count())
			.isPositive();
	}

}
