package io.m2x.client.transport;

import java.util.List;

import org.springframework.util.Assert;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes a list as M2X wants it in requests: as one text with commas.
 */
public final class CommaSeparated extends ValueSerializer<List<String>> {

	@Override
	public void serialize(List<String> values, JsonGenerator generator, SerializationContext context) {
		generator.writeString(String.join(",", values));
	}

	/**
	 * Return a copy of a list whose items can be told apart once they are joined.
	 * @param values the items
	 * @return the copy
	 * @throws IllegalArgumentException if an item is empty or holds a comma
	 */
	public static List<String> checked(List<String> values) {
		values.forEach((value) -> Assert.isTrue(!value.isBlank() && value.indexOf(',') < 0,
				() -> "'" + value + "' must not be empty or hold a comma"));
		return List.copyOf(values);
	}

}
