package io.m2x.server.distributions;

import java.util.Map;
import java.util.Set;

import io.m2x.server.web.Fields;

/**
 * Which distributions a list is about and how they are ordered.
 *
 * @param condition the condition, to stand after {@code WHERE} on the table {@code x}
 * @param order the order
 * @param parameters the parameters of the condition
 */
record DistributionFilter(String condition, String order, Map<String, Object> parameters) {

	private static final Map<String, String> SORTS = Map.of("created", "x.created_at", "name", "x.name");

	// Read the order of all distributions of an account, by default that of their
	// creation.
	static DistributionFilter ordered(Fields fields, long account) {
		String sort = fields.choice("sort", SORTS.keySet());
		String direction = "desc".equals(fields.choice("dir", Set.of("asc", "desc"))) ? " DESC" : " ASC";
		return new DistributionFilter("x.account_id = :account",
				// With the account in front the order is that of an index.
				"x.account_id" + direction + ", " + SORTS.get((sort != null) ? sort : "created") + direction + ", x.id"
						+ direction,
				Map.of("account", account));
	}

}
