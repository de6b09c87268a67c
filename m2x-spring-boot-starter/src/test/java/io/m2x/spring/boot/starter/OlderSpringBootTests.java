package io.m2x.spring.boot.starter;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Base class for tests of an application whose dependency management selects an older
 * version of Spring Boot, Spring Framework and the starters.
 */
abstract class OlderSpringBootTests {

	@Test
	void requiredSpringBootVersionIsReported() {
		String version = System.getProperty("older.spring-boot.version");
		assertThat(SpringBootVersion.getVersion()).isEqualTo(version);
		PrintStream out = System.out;
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		try (PrintStream copy = new PrintStream(log, true, StandardCharsets.UTF_8)) {
			System.setOut(copy);
			assertThatException().isThrownBy(() -> SpringApplication.run(Application.class));
		}
		finally {
			System.setOut(out);
		}
		assertThat(log.toString(StandardCharsets.UTF_8)).contains("APPLICATION FAILED TO START")
			.contains(
					"M2X for Spring Boot needs Spring Boot 4.1 or newer, but the class path has Spring Boot " + version)
			.doesNotContain("\tat ");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
