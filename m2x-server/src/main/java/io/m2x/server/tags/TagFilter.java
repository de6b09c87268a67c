package io.m2x.server.tags;

import java.util.List;

import io.m2x.server.access.Kind;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;

/**
 * Finds resources by the tags that they have.
 *
 * @since 0.1.0
 */
public final class TagFilter {

	private TagFilter() {
	}

	/**
	 * Read which tags a resource must have, all of them.
	 * @param fields the fields of the request
	 * @param conditions the conditions to add to
	 * @param kind what the resources are
	 * @param owner the row of the resource in SQL
	 */
	public static void read(Fields fields, SqlConditions conditions, Kind kind, String owner) {
		List<String> tags = fields.words("tags");
		if (!tags.isEmpty()) {
			conditions.add(owner + " IN (SELECT f." + kind.column() + " FROM " + TagStore.table(kind)
					+ " f WHERE f.tag = " + conditions.bind(tags.get(0)) + ")");
		}
		if (tags.size() > 1) {
			conditions.add("(SELECT COUNT(*) FROM " + TagStore.table(kind) + " t WHERE t." + kind.column() + " = "
					+ owner + " AND t.tag IN (" + conditions.bind(tags) + ")) = " + conditions.bind(tags.size()));
		}
	}

}
