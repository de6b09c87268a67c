package io.m2x.server.distributions;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.m2x.server.access.Kind;
import io.m2x.server.devices.DeviceAttributes;
import io.m2x.server.metadata.MetadataFilter;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.tags.TagFilter;
import io.m2x.server.web.Fields;

/**
 * The filter and order of a list of distributions.
 *
 * @param conditions the conditions on the table {@code x}
 * @param order the order
 */
record DistributionFilter(SqlConditions conditions, String order) {

	private static final Map<String, String> SORTS = Map.of("created", "x.created_at", "name", "x.name");

	private static final int MAX_TEXT = 5000;

	// Read which of an account's distributions are wanted, and their order.
	static DistributionFilter read(Fields fields, long account) {
		DistributionFilter filter = ordered(fields, account);
		SqlConditions conditions = filter.conditions;
		conditions.addContains(List.of("x.name", "x.description"), fields.text("q", MAX_TEXT));
		conditions.addEqual("x.visibility", fields.choice("visibility", DeviceAttributes.VISIBILITIES));
		conditions.addAtLeast("x.updated_at", fields.time("modified_since"));
		conditions.addBelow("x.updated_at", fields.time("unmodified_since"));
		TagFilter.read(fields, conditions, Kind.DISTRIBUTION, "x.id");
		MetadataFilter.read(fields, conditions, Kind.DISTRIBUTION, "x.id");
		return filter;
	}

	// Read the order of all distributions of an account, by default that of their
	// creation.
	static DistributionFilter ordered(Fields fields, long account) {
		String sort = fields.choice("sort", SORTS.keySet());
		String direction = "desc".equals(fields.choice("dir", Set.of("asc", "desc"))) ? " DESC" : " ASC";
		SqlConditions conditions = new SqlConditions();
		conditions.addEqual("x.account_id", account);
		return new DistributionFilter(conditions,
				SORTS.get((sort != null) ? sort : "created") + direction + ", x.id" + direction);
	}

}
