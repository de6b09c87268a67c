package io.m2x.server.web;

import tools.jackson.databind.JsonNode;

/**
 * Converts JSON of any shape to text for the database, and back.
 *
 * @since 0.1.0
 */
public final class JsonText {

	private JsonText() {
	}

	/**
	 * Print JSON.
	 * @param node the JSON
	 * @return the shortest text
	 */
	public static String write(JsonNode node) {
		return WireJson.MAPPER.writeValueAsString(node);
	}

	/**
	 * Read JSON that was printed before.
	 * @param text the text
	 * @return the JSON
	 */
	public static JsonNode read(String text) {
		return WireJson.MAPPER.readTree(text);
	}

}
