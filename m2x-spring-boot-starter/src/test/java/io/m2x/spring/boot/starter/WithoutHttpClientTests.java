package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without Spring Boot's HTTP clients there are no clients and nothing that needs them.
 */
class WithoutHttpClientTests extends ClassPathTests {

	WithoutHttpClientTests() {
		without(ClassPathFeature.WEB_CLIENT_MODULE, ClassPathFeature.HTTP_CLIENT_MODULE);
	}

	@Test
	void applicationStartsWithoutM2xClient() {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			// The settings, and so the key, may be there all the same, and are masked.
			assertThat(context.getBeanDefinitionNames()).filteredOn((name) -> name.startsWith("m2x"))
				.containsExactly("m2xSanitizingFunction");
		}
	}

}
