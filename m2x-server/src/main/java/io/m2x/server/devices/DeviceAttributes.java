package io.m2x.server.devices;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.m2x.server.metadata.MetadataFields;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * What a client may say about a device. In an update, tags and metadata that are
 * {@code null} stay as they are.
 *
 * @param name the name
 * @param description what it is
 * @param visibility {@code public} or {@code private}
 * @param status {@code enabled} or {@code disabled}
 * @param serial the serial, unique in the account
 * @param tags the tags
 * @param metadata the metadata by name
 */
record DeviceAttributes(@Nullable String name, @Nullable String description, @Nullable String visibility, String status,
		@Nullable String serial, @Nullable List<String> tags, @Nullable Map<String, String> metadata) {

	static final Set<String> VISIBILITIES = Set.of("public", "private");

	static final Set<String> STATUSES = Set.of("enabled", "disabled");

	/** What a device has before anything is said about it. */
	static final DeviceAttributes NONE = new DeviceAttributes(null, null, null, "enabled", null, List.of(), Map.of());

	/** Segments of dots get lost from paths on their way. */
	private static final Pattern DOTS = Pattern.compile("\\.+");

	private static final int MAX_NAME = 250;

	private static final int MAX_DESCRIPTION = 5000;

	// Return what must be known to edit a device; name and visibility must be sent again.
	static DeviceAttributes of(Device device) {
		return new DeviceAttributes(null, device.description(), null, device.status(), device.serial(), null, null);
	}

	// Read what was sent; the rest is as in the base.
	static DeviceAttributes read(Fields fields, DeviceAttributes base) {
		String name = fields.has("name") ? fields.text("name", MAX_NAME) : base.name;
		String visibility = fields.has("visibility") ? fields.choice("visibility", VISIBILITIES) : base.visibility;
		if (base.name == null || fields.has("name")) {
			fields.require("name");
		}
		if (base.visibility == null || fields.has("visibility")) {
			fields.require("visibility");
		}
		String description = fields.has("description") ? fields.text("description", MAX_DESCRIPTION) : base.description;
		String status = fields.choice("status", STATUSES);
		String serial = fields.has("serial") ? readSerial(fields) : base.serial;
		List<String> tags = fields.has("tags") ? readTags(fields) : base.tags;
		Map<String, String> metadata = MetadataFields.readFrom(fields, "metadata");
		return new DeviceAttributes(name, description, visibility, (status != null) ? status : base.status, serial,
				tags, (metadata != null) ? metadata : base.metadata);
	}

	private static @Nullable String readSerial(Fields fields) {
		String serial = fields.text("serial", MAX_NAME);
		boolean valid = serial == null || (!serial.isBlank() && serial.indexOf('/') < 0
				&& !DOTS.matcher(serial).matches() && serial.codePoints().noneMatch(Character::isISOControl));
		if (!valid) {
			fields.reject("serial", Validation.NOT_VALID);
		}
		return serial;
	}

	private static List<String> readTags(Fields fields) {
		List<String> tags = fields.words("tags");
		if (tags.stream().anyMatch((tag) -> tag.length() > MAX_NAME)) {
			fields.reject("tags", Validation.TOO_LONG);
		}
		return tags;
	}

}
