package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;

/**
 * The starter with Actuator but without metrics. The observation API is present, because
 * Spring's HTTP client needs it.
 */
class WebFluxWithoutMicrometerTests extends StarterTests {

	WebFluxWithoutMicrometerTests() {
		with(ClassPathFeature.REACTIVE_STACK);
		without(ClassPathFeature.MICROMETER, ClassPathFeature.METRICS_MODULE);
	}

	@Test
	void healthIsServed() {
		Http.assertThatHealthIsServed(this.application);
	}

}
