package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter without Actuator and Micrometer, in an application on the servlet stack.
 */
class ServletWithoutActuatorTests extends StarterTests {

	ServletWithoutActuatorTests() {
		with(ClassPathFeature.SERVLET_STACK);
		without(ClassPathFeature.ACTUATOR, ClassPathFeature.HEALTH, ClassPathFeature.MICROMETER,
				ClassPathFeature.METRICS_MODULE);
	}

	@Test
	void controllerBlocksForResponse() {
		assertThat(Http.get(this.application, "/awaited").body()).startsWith("Stub on Thread[");
		assertThat(Http.get(this.application, "/actuator/health").statusCode()).isEqualTo(404);
	}

}
