package io.m2x.spring.boot.starter;

import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that there are no M2X clients without Spring Boot's HTTP clients.
 */
class WithoutHttpClientTests extends ClassPathTests {

	WithoutHttpClientTests() {
		without(ClassPathFeature.WEB_CLIENT_MODULE, ClassPathFeature.HTTP_CLIENT_MODULE);
	}

	@Test
	void applicationStartsWithoutM2xClient() {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			// Properties with a key may be set nevertheless and must be masked.
			assertThat(context.getBeanDefinitionNames()).filteredOn((name) -> name.startsWith("m2x"))
				.containsExactly("m2xSanitizingFunction");
		}
	}

}
