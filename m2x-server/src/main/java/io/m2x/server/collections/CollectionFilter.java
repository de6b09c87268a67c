package io.m2x.server.collections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.store.LikePattern;
import io.m2x.server.web.Fields;

/**
 * Which collections a list is about.
 *
 * @param condition the condition, to stand after {@code WHERE} on the table {@code c}
 * @param parameters the parameters of the condition
 */
record CollectionFilter(String condition, Map<String, Object> parameters) {

	// Read which of an account's collections are wanted.
	static CollectionFilter read(Fields fields, long account, ParentField.@Nullable Parent parent) {
		List<String> conditions = new ArrayList<>();
		Map<String, Object> parameters = new HashMap<>();
		conditions.add("c.account_id = :account");
		parameters.put("account", account);
		if (parent != null && parent.row() != null) {
			conditions.add("c.parent_id = :parent");
			parameters.put("parent", parent.row());
		}
		else if (parent != null) {
			conditions.add("c.parent_id IS NULL");
		}
		String name = fields.text("name", Fields.MAX_NAME);
		if (name != null) {
			conditions.add("LOWER(c.name) LIKE :name" + LikePattern.ESCAPE);
			parameters.put("name", LikePattern.contains(name));
		}
		List<String> tags = fields.words("tags");
		if (!tags.isEmpty()) {
			conditions.add("(SELECT COUNT(*) FROM collection_tags t WHERE t.collection_id = c.id AND t.tag IN (:tags))"
					+ " = :tagCount");
			parameters.put("tags", tags);
			parameters.put("tagCount", tags.size());
		}
		return new CollectionFilter(String.join(" AND ", conditions), parameters);
	}

}
