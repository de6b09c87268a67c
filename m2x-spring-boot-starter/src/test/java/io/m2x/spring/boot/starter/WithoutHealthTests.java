package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter with Actuator but without Spring Boot's health.
 */
class WithoutHealthTests extends StarterTests {

	WithoutHealthTests() {
		without(ClassPathFeature.HEALTH);
	}

	@Test
	void healthIsNotConfigured() {
		assertThat(this.application.getBeanDefinitionNames()).noneMatch((name) -> name.contains("Health"));
	}

}
