package io.m2x.client.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads what is documented as text but may be anything: whatever is no text becomes the
 * text of its JSON.
 */
public final class AnyText extends ValueDeserializer<String> {

	@Override
	public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
		return of(context.readTree(parser));
	}

	static @Nullable String of(JsonNode node) {
		if (node.isNull()) {
			return null;
		}
		return node.isString() ? node.stringValue() : node.toString();
	}

}
