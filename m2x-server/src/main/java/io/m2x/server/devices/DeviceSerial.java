package io.m2x.server.devices;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * The rules for serials, which must be able to stand in a path.
 */
final class DeviceSerial {

	static final String FIELD = "serial";

	/** Clients and proxies remove segments of dots from paths. */
	private static final Pattern DOTS = Pattern.compile("\\.+");

	private DeviceSerial() {
	}

	// Return whether the request has a serial. An empty text is none.
	static boolean isIn(Fields fields) {
		JsonNode node = fields.node(FIELD);
		return node != null && !(node.isString() && node.stringValue().isEmpty());
	}

	static @Nullable String read(Fields fields) {
		if (!isIn(fields)) {
			return null;
		}
		String serial = fields.text(FIELD, Fields.MAX_NAME);
		boolean valid = serial == null || (!serial.isBlank() && serial.indexOf('/') < 0
				&& !DOTS.matcher(serial).matches() && serial.codePoints().noneMatch(Character::isISOControl));
		if (!valid) {
			fields.reject(FIELD, Validation.NOT_VALID);
		}
		return serial;
	}

}
