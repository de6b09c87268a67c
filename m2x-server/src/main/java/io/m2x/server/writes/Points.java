package io.m2x.server.writes;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.values.Series;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Numbers;
import io.m2x.server.web.Validation;

/**
 * Reads single values.
 */
final class Points {

	private Points() {
	}

	// Read one value with its time and return the time, or null if something is wrong;
	// errors are added to the fields.
	static @Nullable Long read(Fields fields, Series series, long defaultTime) {
		Long time = fields.time("timestamp");
		long at = (time != null) ? time : defaultTime;
		return read(fields, "value", series, at) ? at : null;
	}

	// Read the value that stands in a field of the given name and return whether it is
	// right.
	static boolean read(Fields fields, String name, Series series, long at) {
		JsonNode node = fields.node(name);
		if (node == null) {
			fields.reject(name, Validation.NOT_PRESENT);
			return false;
		}
		@Nullable String error = series.stream().numeric() ? addNumber(node, series, at) : addText(node, series, at);
		if (error != null) {
			fields.reject(name, error);
		}
		return error == null;
	}

	private static @Nullable String addNumber(JsonNode node, Series series, long at) {
		Double number = Numbers.parse(node);
		if (number == null) {
			return Validation.NOT_VALID;
		}
		series.add(at, number);
		return null;
	}

	private static @Nullable String addText(JsonNode node, Series series, long at) {
		// A number that no double can hold would be kept as the text Infinity.
		boolean valid = node.isNumber() ? Numbers.parse(node) != null : Fields.isText(node);
		if (!valid) {
			return Validation.NOT_VALID;
		}
		String text = node.isNumber() ? Numbers.text(node) : node.stringValue();
		if (text.length() > Series.MAX_TEXT) {
			return Validation.TOO_LONG;
		}
		series.add(at, text);
		return null;
	}

}
