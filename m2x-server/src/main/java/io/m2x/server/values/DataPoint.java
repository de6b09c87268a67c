package io.m2x.server.values;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.streams.DataStream;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Numbers;
import io.m2x.server.web.Validation;

/**
 * One value at one time.
 *
 * @param at milliseconds since 1970
 * @param number the value for a numeric stream
 * @param text the value for an alphanumeric stream
 */
record DataPoint(long at, @Nullable Double number, @Nullable String text) {

	/** The greatest length of an alphanumeric value in characters, and of its column. */
	static final int MAX_TEXT = 10_000;

	private static final int NUMBER_SIZE = 16;

	// Return roughly how many characters the value takes in a response.
	int size() {
		return NUMBER_SIZE + ((this.text != null) ? this.text.length() : 0);
	}

	// Read one value with its time; errors are added to the fields.
	static @Nullable DataPoint read(Fields fields, DataStream stream, long defaultTime) {
		Long time = fields.time("timestamp");
		return read(fields, "value", stream, (time != null) ? time : defaultTime);
	}

	// Read the value that stands in a field of the given name.
	static @Nullable DataPoint read(Fields fields, String name, DataStream stream, long at) {
		JsonNode node = fields.node(name);
		if (node == null) {
			fields.reject(name, Validation.NOT_PRESENT);
			return null;
		}
		if (stream.numeric()) {
			Double number = Numbers.parse(node);
			return fields.orReject((number != null) ? new DataPoint(at, number, null) : null, name,
					Validation.NOT_VALID);
		}
		if (node.isNumber()) {
			// A number that no double can hold would be kept as the text Infinity.
			return fields.orReject((Numbers.parse(node) != null) ? new DataPoint(at, null, Numbers.text(node)) : null,
					name, Validation.NOT_VALID);
		}
		if (!Fields.isText(node)) {
			fields.reject(name, Validation.NOT_VALID);
			return null;
		}
		String text = node.stringValue();
		return fields.orReject((text.length() <= MAX_TEXT) ? new DataPoint(at, null, text) : null, name,
				Validation.TOO_LONG);
	}

}
