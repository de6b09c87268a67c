package io.m2x.server.distributions;

import java.util.Map;
import java.util.Set;

import io.m2x.server.store.Conditions;
import io.m2x.server.web.Fields;

/**
 * Which distributions a list is about and how they are ordered.
 *
 * @param conditions the conditions on the table {@code x}
 * @param order the order
 */
record DistributionFilter(Conditions conditions, String order) {

	private static final Map<String, String> SORTS = Map.of("created", "x.created_at", "name", "x.name");

	// Read the order of all distributions of an account, by default that of their
	// creation.
	static DistributionFilter ordered(Fields fields, long account) {
		String sort = fields.choice("sort", SORTS.keySet());
		String direction = "desc".equals(fields.choice("dir", Set.of("asc", "desc"))) ? " DESC" : " ASC";
		Conditions conditions = new Conditions();
		conditions.addEqual("x.account_id", account);
		// With the account in front the order is that of an index.
		return new DistributionFilter(conditions, "x.account_id" + direction + ", "
				+ SORTS.get((sort != null) ? sort : "created") + direction + ", x.id" + direction);
	}

}
