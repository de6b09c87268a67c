package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without Spring Boot's HTTP clients the auto-configuration stands back as a whole.
 */
class WithoutHttpClientTests extends ClassPathTests {

	WithoutHttpClientTests() {
		without(Part.WEB_CLIENT_MODULE, Part.HTTP_CLIENT_MODULE);
	}

	@Test
	void applicationStartsWithoutClient() {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("m2x"));
		}
	}

}
