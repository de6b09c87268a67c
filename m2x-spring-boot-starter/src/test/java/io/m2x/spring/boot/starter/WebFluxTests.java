package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter in an application on the reactive stack.
 */
class WebFluxTests extends StarterTests {

	WebFluxTests() {
		with(ClassPathFeature.REACTIVE_STACK);
	}

	@Test
	void controllerReturnsPublisher() {
		assertThat(Http.get(this.application, "/returned").body()).isEqualTo("Stub");
		assertThat(Http.get(this.application, "/blockable").body()).isEqualTo("false");
	}

	@Test
	void healthIsServed() {
		Http.assertThatHealthIsServed(this.application);
	}

}
