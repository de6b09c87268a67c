package io.m2x.server.collections;

import org.jspecify.annotations.Nullable;

import io.m2x.server.access.Kind;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.tags.TagFilter;
import io.m2x.server.web.Fields;

/**
 * Reads the filter of a list of collections.
 */
final class CollectionFilter {

	private CollectionFilter() {
	}

	// Read which of an account's collections are wanted, as conditions on the table c.
	static SqlConditions read(Fields fields, long account, ParentField.@Nullable Parent parent) {
		SqlConditions conditions = new SqlConditions();
		conditions.addEqual("c.account_id", account);
		if (parent != null && parent.row() == null) {
			conditions.add("c.parent_id IS NULL");
		}
		else if (parent != null) {
			conditions.addEqual("c.parent_id", parent.row());
		}
		conditions.addContains("c.name", fields.text("name", Fields.MAX_NAME));
		TagFilter.read(fields, conditions, Kind.COLLECTION, "c.id");
		return conditions;
	}

}
