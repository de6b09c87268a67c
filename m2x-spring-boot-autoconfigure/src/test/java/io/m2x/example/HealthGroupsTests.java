package io.m2x.example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.m2x.spring.boot.GuideCodeBlocks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the health groups of the guide while M2X is down.
 */
class HealthGroupsTests {

	@TempDir
	private Path folder;

	@Test
	void probesExcludeM2xByDefault() throws Exception {
		try (ConfigurableApplicationContext context = start("")) {
			assertThat(status(context)).isEqualTo(Status.DOWN);
			assertThat(status(context, "m2x")).isEqualTo(Status.DOWN);
			assertThat(status(context, "liveness")).isEqualTo(Status.UP);
			assertThat(status(context, "readiness")).isEqualTo(Status.UP);
		}
	}

	@Test
	void readinessIncludesM2xWithPropertiesOfGuide() throws Exception {
		try (ConfigurableApplicationContext context = start(
				guide("management.endpoint.health.group.readiness.include"))) {
			assertThat(status(context, "liveness")).isEqualTo(Status.UP);
			assertThat(status(context, "readiness")).isEqualTo(Status.DOWN);
		}
	}

	@Test
	void ownGroupContainsM2xOnly() throws Exception {
		try (ConfigurableApplicationContext context = start(
				guide("management.endpoint.health.group.m2x-only.include"))) {
			assertThat(status(context, "m2x-only")).isEqualTo(Status.DOWN);
			assertThat(status(context, "readiness")).isEqualTo(Status.UP);
		}
	}

	private static String guide(String setting) {
		return GuideCodeBlocks.all()
			.stream()
			.filter((block) -> block.settings().containsKey(setting))
			.map(GuideCodeBlocks.Block::yaml)
			.findFirst()
			.orElseThrow();
	}

	// Nothing listens on port 1.
	private ConfigurableApplicationContext start(String yaml) throws Exception {
		Map<String, Object> defaults = new HashMap<>(Map.of("m2x.base-url", "http://127.0.0.1:1/v2", "m2x.api-key",
				"0123456789abcdef0123456789abcdef", "management.health.m2x.timeout", "1s"));
		defaults.put("spring.config.location",
				"file:" + Files.writeString(this.folder.resolve("application.yml"), yaml));
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(defaults);
		return application.run();
	}

	private static Status status(ConfigurableApplicationContext context, String... path) {
		return context.getBean(HealthEndpoint.class).healthForPath(path).getStatus();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
