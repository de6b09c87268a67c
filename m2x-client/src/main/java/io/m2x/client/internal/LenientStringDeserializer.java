package io.m2x.client.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads text where a server may send any JSON. Other JSON than text is read as its source
 * text.
 */
final class LenientStringDeserializer extends ValueDeserializer<String> {

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
