package io.m2x.spring.boot.starter;

/**
 * The starter with Spring Boot 3.
 */
class SpringBoot3Tests extends OlderSpringBootTests {

}
