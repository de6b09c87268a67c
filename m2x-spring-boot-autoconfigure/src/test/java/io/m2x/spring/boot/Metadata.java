package io.m2x.spring.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Configuration metadata of a module.
 */
record Metadata(String module, JsonNode root) {

	static final Metadata OF_STARTER = of("m2x-spring-boot-autoconfigure", "m2x");

	static final Metadata OF_SERVER = of("m2x-server", "m2x.server");

	static Stream<Metadata> all() {
		return Stream.of(OF_STARTER, OF_SERVER);
	}

	private static Metadata of(String module, String group) {
		return files("META-INF/spring-configuration-metadata.json")
			.filter((root) -> has(root.path("groups"), group).isPresent())
			.findAny()
			.map((root) -> new Metadata(module, root))
			.orElseThrow();
	}

	private static Stream<JsonNode> files(String name) {
		try {
			return Collections.list(Metadata.class.getClassLoader().getResources(name)).stream().map(Metadata::parse);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static JsonNode parse(URL url) {
		try (InputStream stream = url.openStream()) {
			return JsonMapper.builder().build().readTree(stream);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<JsonNode> has(JsonNode items, String name) {
		return items.valueStream().filter((item) -> item.path("name").asString("").equals(name)).findAny();
	}

	List<Item> groups() {
		return this.root.path("groups").valueStream().map(Item::new).toList();
	}

	List<Item> properties() {
		return this.root.path("properties").valueStream().map(Item::new).toList();
	}

	List<Item> hints() {
		return this.root.path("hints").valueStream().map(Item::new).toList();
	}

	@Override
	public String toString() {
		return this.module;
	}

	/**
	 * A group, a property or a hint.
	 */
	record Item(JsonNode json) {

		String name() {
			return text("name");
		}

		String type() {
			return text("type");
		}

		String description() {
			return text("description");
		}

		boolean isMap() {
			return type().startsWith("java.util.Map<");
		}

		/**
		 * Return the default.
		 * @return the default as text, or empty
		 */
		Optional<String> byDefault() {
			return Optional.ofNullable(this.json.get("defaultValue")).map(JsonNode::asString);
		}

		private String text(String name) {
			return this.json.path(name).asString("");
		}

		@Override
		public String toString() {
			return name();
		}

	}

}
