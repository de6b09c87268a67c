package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter without Actuator and Micrometer, in an application on the reactive stack.
 */
class WebFluxWithoutActuatorTests extends StarterTests {

	WebFluxWithoutActuatorTests() {
		with(Part.REACTIVE_STACK);
		without(Part.ACTUATOR, Part.HEALTH, Part.MICROMETER, Part.METRICS_MODULE);
	}

	@Test
	void controllerReturnsWhatWillBeTheAnswer() {
		assertThat(Http.get(this.application, "/returned").body()).isEqualTo("Stub");
		assertThat(Http.get(this.application, "/actuator/health").statusCode()).isEqualTo(404);
	}

}
