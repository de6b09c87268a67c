package io.m2x.client.internal;

import java.util.ArrayList;
import java.util.List;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * Lists that M2X sends and takes as one text with commas.
 */
public final class CommaSeparated {

	private CommaSeparated() {
	}

	/**
	 * Return a copy of a list whose items can be joined and split without loss. As on the
	 * server, blanks around an item do not belong to it.
	 * @param values the items
	 * @return the copy
	 * @throws IllegalArgumentException if an item is empty or contains a comma
	 */
	public static List<String> checked(List<String> values) {
		values.forEach((value) -> Assert.isTrue(!value.isBlank() && value.indexOf(',') < 0,
				() -> "'" + value + "' must not be empty or contain a comma"));
		return values.stream().map(String::strip).toList();
	}

	/**
	 * Writes a list as one text with commas.
	 */
	static final class Serializer extends ValueSerializer<List<String>> {

		@Override
		public void serialize(List<String> values, JsonGenerator generator, SerializationContext context) {
			generator.writeString(String.join(",", values));
		}

	}

	/**
	 * Reads a list from one text with commas, or from an array.
	 */
	static final class Deserializer extends ValueDeserializer<List<String>> {

		@Override
		public List<String> deserialize(JsonParser parser, DeserializationContext context) {
			JsonNode node = context.readTree(parser);
			List<String> values = new ArrayList<>();
			for (JsonNode element : node.isArray() ? node.values() : List.of(node)) {
				for (String value : StringUtils.commaDelimitedListToStringArray(element.asString(""))) {
					if (!value.isBlank()) {
						values.add(value.strip());
					}
				}
			}
			return values;
		}

		@Override
		public List<String> getNullValue(DeserializationContext context) {
			return List.of();
		}

	}

}
