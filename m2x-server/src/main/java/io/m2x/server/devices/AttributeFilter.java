package io.m2x.server.devices;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.server.store.Conditions;
import io.m2x.server.web.Fields;

/**
 * Finds devices by what stands in their own rows, and by their tags.
 */
final class AttributeFilter {

	private static final int MAX_TEXT = 5000;

	/** Clients disagree about the name of this one. */
	private static final List<String> SERIALS = List.of("serial", "serials");

	private AttributeFilter() {
	}

	// Return whether the wanted devices are named one by one.
	static boolean namesDevices(Fields fields) {
		return fields.node("ids") != null || SERIALS.stream().anyMatch((name) -> fields.node(name) != null);
	}

	static void read(Fields fields, Conditions conditions) {
		conditions.addAnyOf("d.public_id", fields.words("ids"));
		conditions.addAnyOf("d.serial", SERIALS.stream().flatMap((name) -> fields.words(name).stream()).toList());
		conditions.addEqual("d.visibility", fields.choice("visibility", DeviceAttributes.VISIBILITIES));
		conditions.addEqual("d.status", fields.choice("status", DeviceAttributes.STATUSES));
		conditions.addContains("d.name", fields.text("name", MAX_TEXT));
		conditions.addContains("d.description", fields.text("description", MAX_TEXT));
		String text = fields.text("q", MAX_TEXT);
		if (text != null && !text.isEmpty()) {
			conditions.add("(" + conditions.contains("d.name", text) + " OR "
					+ conditions.contains("d.description", text) + ")");
		}
		addTags(conditions, fields.words("tags"));
		addBound(conditions, "d.updated_at >= ", fields.time("modified_since"));
		addBound(conditions, "d.updated_at < ", fields.time("unmodified_since"));
	}

	private static void addTags(Conditions conditions, List<String> tags) {
		if (!tags.isEmpty()) {
			conditions.add("(SELECT COUNT(*) FROM device_tags t WHERE t.device_id = d.id AND t.tag IN ("
					+ conditions.bind(tags) + ")) = " + conditions.bind(tags.size()));
		}
	}

	private static void addBound(Conditions conditions, String comparison, @Nullable Long time) {
		if (time != null) {
			conditions.add(comparison + conditions.bind(time));
		}
	}

}
