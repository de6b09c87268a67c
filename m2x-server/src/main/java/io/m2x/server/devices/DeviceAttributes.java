package io.m2x.server.devices;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.m2x.server.metadata.MetadataFields;
import io.m2x.server.tags.TagFields;
import io.m2x.server.web.Fields;

/**
 * What a client may say about a device, and about a distribution, which is a template for
 * devices. In an update, tags and metadata that are {@code null} stay as they are.
 *
 * @param name the name
 * @param description what it is
 * @param visibility {@code public} or {@code private}
 * @param status {@code enabled} or {@code disabled}
 * @param tags the tags
 * @param metadata the metadata by name
 * @since 0.1.0
 */
public record DeviceAttributes(@Nullable String name, @Nullable String description, @Nullable String visibility,
		String status, @Nullable List<String> tags, @Nullable Map<String, String> metadata) {

	/** The attributes of a new device before its request is read. */
	public static final DeviceAttributes NONE = new DeviceAttributes(null, null, null, "enabled", List.of(), Map.of());

	/** The words for who can see something. */
	public static final Set<String> VISIBILITIES = Set.of("public", "private");

	static final Set<String> STATUSES = Set.of("enabled", "disabled");

	/**
	 * Return the attributes that stay unless an edit changes them. An edit must contain
	 * the name and the visibility.
	 * @param description what it is
	 * @param status {@code enabled} or {@code disabled}
	 * @return the attributes to read an edit onto
	 */
	public static DeviceAttributes beforeEdit(@Nullable String description, String status) {
		return new DeviceAttributes(null, description, null, status, null, null);
	}

	/**
	 * Read what was sent. Name and visibility are required unless the base has them.
	 * @param fields the fields of the request
	 * @param base what holds where nothing was sent
	 * @return the attributes
	 */
	public static DeviceAttributes read(Fields fields, DeviceAttributes base) {
		String name = fields.has("name") ? fields.text("name", Fields.MAX_NAME) : base.name;
		String visibility = fields.has("visibility") ? fields.choice("visibility", VISIBILITIES) : base.visibility;
		if (base.name == null || fields.has("name")) {
			fields.require("name");
		}
		if (base.visibility == null || fields.has("visibility")) {
			fields.require("visibility");
		}
		String description = fields.has("description") ? fields.text("description", Fields.MAX_DESCRIPTION)
				: base.description;
		String status = fields.choice("status", STATUSES);
		List<String> tags = TagFields.readFrom(fields, "tags");
		Map<String, String> metadata = MetadataFields.readFrom(fields, "metadata");
		return new DeviceAttributes(name, description, visibility, (status != null) ? status : base.status,
				(tags != null) ? tags : base.tags, (metadata != null) ? metadata : base.metadata);
	}

}
