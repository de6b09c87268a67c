package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter without Actuator and Micrometer, in an application on the reactive stack.
 */
class WebFluxWithoutActuatorTests extends StarterTests {

	WebFluxWithoutActuatorTests() {
		with(ClassPathFeature.REACTIVE_STACK);
		without(ClassPathFeature.ACTUATOR, ClassPathFeature.HEALTH, ClassPathFeature.MICROMETER,
				ClassPathFeature.METRICS_MODULE);
	}

	@Test
	void controllerReturnsPublisher() {
		assertThat(Http.get(this.application, "/returned").body()).isEqualTo("Stub");
		assertThat(Http.get(this.application, "/actuator/health").statusCode()).isEqualTo(404);
	}

}
