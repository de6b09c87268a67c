package io.m2x.spring.boot;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The generated metadata that editors complete and explain properties with.
 */
class ConfigurationMetadataTests {

	private final JsonNode metadata = read();

	private static JsonNode read() {
		InputStream stream = ConfigurationMetadataTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json");
		return JsonMapper.builder().build().readTree(stream);
	}

	@Test
	void allPropertiesAreThere() {
		List<String> names = new ArrayList<>();
		this.metadata.path("properties").forEach((property) -> names.add(property.path("name").asString()));
		assertThat(names).contains("m2x.api-key", "m2x.base-url", "m2x.http.connect-timeout", "m2x.http.proxy.host",
				"m2x.http.ssl.bundle", "m2x.retry.max-retries", "m2x.clients", "m2x.embedded.port",
				"management.health.m2x.timeout");
	}

	@Test
	void everyPropertyIsDescribedInProperSentences() {
		this.metadata.path("properties")
			.forEach((property) -> assertThat(property.path("description").asString(""))
				.as(property.path("name").asString())
				.matches("(?s)[A-Z].+\\.")
				.doesNotStartWith("The ")
				.doesNotStartWith("A "));
	}

	@Test
	void durationsAndSwitchesHaveDefaults() {
		this.metadata.path("properties").forEach((property) -> {
			String type = property.path("type").asString();
			if (type.equals("java.time.Duration") || type.equals("java.lang.Boolean")) {
				assertThat(property.has("defaultValue")).as(property.path("name").asString()).isTrue();
			}
		});
	}

}
