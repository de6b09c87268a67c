package io.m2x.spring.boot.starter;

/**
 * The starter with Spring Boot 4.0.
 */
class SpringBoot40Tests extends OlderSpringBootTests {

}
