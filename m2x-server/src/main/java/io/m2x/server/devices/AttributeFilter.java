package io.m2x.server.devices;

import java.util.List;

import io.m2x.server.access.Kind;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.tags.TagFilter;
import io.m2x.server.web.Fields;

/**
 * Finds devices by what stands in their own rows, and by their tags.
 */
final class AttributeFilter {

	private static final int MAX_TEXT = 5000;

	/** The names under which clients send serials. */
	private static final List<String> SERIALS = List.of("serial", "serials");

	private AttributeFilter() {
	}

	static void read(Fields fields, SqlConditions conditions) {
		conditions.addAnyOf("d.public_id", fields.words("ids"));
		conditions.addAnyOf("d.serial", SERIALS.stream().flatMap((name) -> fields.words(name).stream()).toList());
		conditions.addEqual("d.visibility", fields.choice("visibility", DeviceAttributes.VISIBILITIES));
		conditions.addEqual("d.status", fields.choice("status", DeviceAttributes.STATUSES));
		conditions.addContains("d.name", fields.text("name", MAX_TEXT));
		conditions.addContains("d.description", fields.text("description", MAX_TEXT));
		conditions.addContains(List.of("d.name", "d.description"), fields.text("q", MAX_TEXT));
		TagFilter.read(fields, conditions, Kind.DEVICE, "d.id");
		conditions.addAtLeast("d.updated_at", fields.time("modified_since"));
		conditions.addBelow("d.updated_at", fields.time("unmodified_since"));
	}

}
