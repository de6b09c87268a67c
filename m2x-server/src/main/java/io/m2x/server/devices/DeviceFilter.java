package io.m2x.server.devices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;

/**
 * Which devices a list is about and how they are ordered.
 */
final class DeviceFilter {

	/** The only column to sort by that may be null. */
	private static final String SERIAL = "d.serial";

	private static final Map<String, String> SORTS = Map.of("created", "d.created_at", "name", "d.name",
			"last_activity", "d.active_at", "serial", SERIAL);

	private static final int MAX_TEXT = 5000;

	private final List<String> conditions = new ArrayList<>();

	private final Map<String, Object> parameters = new HashMap<>();

	private final String order;

	private DeviceFilter(long account, String order) {
		this.order = order;
		add("d.account_id = :account", "account", account);
	}

	// Read which of an account's devices are wanted, and their order.
	static DeviceFilter read(Fields fields, long account) {
		DeviceFilter filter = ordered(fields, account);
		filter.addEqual("visibility", fields.choice("visibility", DeviceAttributes.VISIBILITIES));
		filter.addEqual("status", fields.choice("status", DeviceAttributes.STATUSES));
		filter.addContained("name", fields.text("name", MAX_TEXT));
		filter.addContained("description", fields.text("description", MAX_TEXT));
		filter.addAny("serial", fields.words("serial"));
		filter.addTags(fields.words("tags"));
		return filter;
	}

	// Read the order of all devices of an account.
	static DeviceFilter ordered(Fields fields, long account) {
		String sort = fields.choice("sort", SORTS.keySet());
		String direction = fields.choice("dir", Set.of("asc", "desc"));
		String column = SORTS.get((sort != null) ? sort : "last_activity");
		boolean ascending = (direction != null) ? "asc".equals(direction) : sort != null;
		String suffix = ascending ? " ASC" : " DESC";
		String nulls = SERIAL.equals(column) ? " NULLS LAST" : "";
		// With the account in front the order is that of an index, forwards or backwards.
		return new DeviceFilter(account,
				"d.account_id" + (ascending ? " DESC, " : ", ") + column + suffix + nulls + ", d.id" + suffix);
	}

	// Leave only the devices of a distribution.
	DeviceFilter inDistribution(long distribution) {
		add("d.distribution_id = :distribution", "distribution", distribution);
		return this;
	}

	// Leave only the devices of a collection, and on demand of all collections below it.
	DeviceFilter inCollection(long collection, boolean below) {
		add(below ? "EXISTS (SELECT 1 FROM collection_devices m JOIN collection_paths p"
				+ " ON p.collection_id = m.collection_id WHERE m.device_id = d.id AND p.ancestor_id = :collection)"
				: "EXISTS (SELECT 1 FROM collection_devices m WHERE m.device_id = d.id"
						+ " AND m.collection_id = :collection)",
				"collection", collection);
		return this;
	}

	// Return the condition, to stand after {@code WHERE} on the table {@code d}.
	String condition() {
		return String.join(" AND ", this.conditions);
	}

	String order() {
		return this.order;
	}

	Map<String, Object> parameters() {
		return this.parameters;
	}

	private void addEqual(String column, @Nullable String wanted) {
		if (wanted != null) {
			add("d." + column + " = :" + column, column, wanted);
		}
	}

	private void addContained(String column, @Nullable String wanted) {
		if (wanted != null && !wanted.isEmpty()) {
			String escaped = wanted.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
			add("LOWER(d." + column + ") LIKE :" + column + " ESCAPE '!'", column, "%" + escaped + "%");
		}
	}

	private void addAny(String column, List<String> wanted) {
		if (!wanted.isEmpty()) {
			add("d." + column + " IN (:" + column + ")", column, wanted);
		}
	}

	private void addTags(List<String> tags) {
		if (!tags.isEmpty()) {
			this.parameters.put("tagCount", tags.size());
			add("(SELECT COUNT(*) FROM device_tags t WHERE t.device_id = d.id AND t.tag IN (:tags)) = :tagCount",
					"tags", tags);
		}
	}

	private void add(String condition, String parameter, Object value) {
		this.conditions.add(condition);
		this.parameters.put(parameter, value);
	}

}
