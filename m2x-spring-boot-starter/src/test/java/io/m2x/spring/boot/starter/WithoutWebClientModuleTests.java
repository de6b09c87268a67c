package io.m2x.spring.boot.starter;

/**
 * The starter without Spring Boot's module for {@code WebClient}.
 */
class WithoutWebClientModuleTests extends StarterTests {

	WithoutWebClientModuleTests() {
		without(ClassPathFeature.WEB_CLIENT_MODULE);
	}

}
