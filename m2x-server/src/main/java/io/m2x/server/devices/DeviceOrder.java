package io.m2x.server.devices;

import java.util.Map;
import java.util.Set;

import io.m2x.server.web.Fields;

/**
 * The order of a list of devices.
 *
 * @param sql what stands after {@code ORDER BY}, on the table {@code d}
 */
record DeviceOrder(String sql) {

	private static final String CREATED = "created";

	private static final String LAST_ACTIVITY = "last_activity";

	/** The only column to sort by that may be null. */
	private static final String SERIAL = "serial";

	private static final Map<String, String> COLUMNS = Map.of(CREATED, "d.created_at", "name", "d.name", LAST_ACTIVITY,
			"d.active_at", SERIAL, "d.serial");

	// Read the order of an account's devices, by default the latest activity first.
	static DeviceOrder ofAccount(Fields fields) {
		return read(fields, LAST_ACTIVITY);
	}

	// Read the order of public devices, by default the newest first.
	static DeviceOrder ofCatalog(Fields fields) {
		return read(fields, CREATED);
	}

	private static DeviceOrder read(Fields fields, String defaultSort) {
		String sort = fields.choice("sort", COLUMNS.keySet());
		String direction = fields.choice("dir", Set.of("asc", "desc"));
		boolean ascending = (direction != null) ? "asc".equals(direction) : sort != null;
		String chosen = (sort != null) ? sort : defaultSort;
		String suffix = ascending ? " ASC" : " DESC";
		String nulls = SERIAL.equals(chosen) ? " NULLS LAST" : "";
		return new DeviceOrder(COLUMNS.get(chosen) + suffix + nulls + ", d.id" + suffix);
	}

}
