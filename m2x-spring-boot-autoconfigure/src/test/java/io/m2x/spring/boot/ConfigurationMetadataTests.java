package io.m2x.spring.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.spring.boot.Metadata.Item;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration metadata of the starter and the server, which editors use
 * to complete and explain properties.
 */
class ConfigurationMetadataTests {

	// Properties without a default.
	private static final Set<String> WITHOUT_DEFAULT = Set.of("m2x.http.proxy.port");

	@Test
	void everyBoundPropertyIsInMetadata() {
		Set<String> named = new TreeSet<>();
		Metadata.all().forEach((metadata) -> metadata.properties().forEach((property) -> named.add(property.name())));
		Set<String> bound = BoundProperties.below("io.m2x").keySet();
		assertThat(bound).contains("m2x.api-key", "m2x.http.proxy.host", "m2x.embedded.port", "m2x.server.master-key");
		assertThat(named).containsAll(bound);
		named.removeAll(bound);
		// The remaining properties are read by conditions and are not bound.
		assertThat(named).allMatch((name) -> name.endsWith(".enabled"));
	}

	@ParameterizedTest
	@MethodSource("io.m2x.spring.boot.Metadata#all")
	void everyPropertyAndEveryGroupIsDescribed(Metadata metadata) {
		List<Item> items = new ArrayList<>(metadata.properties());
		items.addAll(metadata.groups());
		assertThat(items).allSatisfy((item) -> assertThat(item.description()).matches("(?s)[A-Z].+\\.")
			.doesNotContainPattern("^(The|An?) ")
			.doesNotContainPattern("(?i)by default|defaults? (value|is|to)|default:")
			.doesNotContainPattern("[`<>]|\\{@|\n"));
	}

	@ParameterizedTest
	@MethodSource("io.m2x.spring.boot.Metadata#all")
	void descriptionsOfSwitchesBeginWithWhether(Metadata metadata) {
		assertThat(metadata.properties()).filteredOn((property) -> property.type().equals("java.lang.Boolean"))
			.extracting(Item::description)
			.allMatch((description) -> description.startsWith("Whether to "));
	}

	@ParameterizedTest
	@MethodSource("io.m2x.spring.boot.Metadata#all")
	void everyPropertyTypeExists(Metadata metadata) {
		assertThat(metadata.properties())
			.allMatch((property) -> ClassUtils.isPresent(property.type().replaceFirst("<.*", ""), null));
	}

	@ParameterizedTest
	@MethodSource("io.m2x.spring.boot.Metadata#all")
	void everyNumberDurationAndSwitchHasDefault(Metadata metadata) {
		assertThat(metadata.properties()).filteredOn((property) -> isScalar(property.type()))
			.filteredOn((property) -> !WITHOUT_DEFAULT.contains(property.name()))
			.allMatch((property) -> property.byDefault().isPresent());
	}

	private static boolean isScalar(String type) {
		Class<?> resolved = ClassUtils.resolveClassName(type.replaceFirst("<.*", ""), null);
		return resolved.isEnum() || ClassUtils.isPrimitiveWrapper(resolved) || type.equals("java.time.Duration")
				|| type.equals("org.springframework.util.unit.DataSize");
	}

	@ParameterizedTest
	@MethodSource("io.m2x.spring.boot.Metadata#all")
	void everyHintHasProperty(Metadata metadata) {
		List<String> hinted = new ArrayList<>();
		metadata.properties().forEach((property) -> {
			hinted.add(property.name());
			if (property.isMap()) {
				hinted.add(property.name() + ".keys");
				hinted.add(property.name() + ".values");
			}
		});
		assertThat(hinted).containsAll(metadata.hints().stream().map(Item::name).toList());
	}

	@ParameterizedTest
	@MethodSource("io.m2x.spring.boot.Metadata#all")
	void everyHintValueIsDescribed(Metadata metadata) {
		assertThat(metadata.hints()).isNotEmpty()
			.allSatisfy((hint) -> assertThat(hint.json().path("values").valueStream().toList()).isNotEmpty()
				.allSatisfy((value) -> assertThat(value.path("description").asString("")).matches("[A-Z].+\\.")));
	}

	@ParameterizedTest
	@MethodSource("io.m2x.spring.boot.Metadata#all")
	void namesAreUnique(Metadata metadata) {
		assertThat(metadata.groups()).extracting(Item::name).doesNotHaveDuplicates();
		assertThat(metadata.properties()).extracting(Item::name).doesNotHaveDuplicates();
		assertThat(metadata.hints()).extracting(Item::name).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@ValueSource(strings = { "m2x-spring-boot-autoconfigure", "m2x-server" })
	void additionalMetadataIsSorted(String module) throws IOException {
		Path file = Path.of("..", module, "src/main/resources/META-INF/additional-spring-configuration-metadata.json");
		JsonNode root = JsonMapper.builder().build().readTree(Files.readString(file));
		for (String section : List.of("groups", "properties", "hints")) {
			assertThat(root.path(section).valueStream().map((item) -> item.path("name").asString("")).toList())
				.as(section)
				.isSortedAccordingTo(Comparator.naturalOrder())
				.doesNotHaveDuplicates();
		}
	}

}
