package io.m2x.server.metadata;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.access.Kind;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Finds owners of metadata by what their fields contain.
 *
 * @since 0.1.0
 */
public final class MetadataFilter {

	private static final String FIELD = "metadata";

	private static final String OPERATOR = "match";

	private static final int MAX_FIELDS = 100;

	private static final int MAX_TEXT = 5000;

	private MetadataFilter() {
	}

	/**
	 * Read what metadata must contain.
	 * @param fields the fields of the request
	 * @param conditions the conditions to add to
	 * @param kind what the owners are
	 * @param owner the row of the owner in SQL
	 */
	public static void read(Fields fields, SqlConditions conditions, Kind kind, String owner) {
		Fields wanted = fields.object(FIELD);
		if (wanted == null) {
			return;
		}
		if (wanted.names().size() > MAX_FIELDS) {
			wanted.reject(FIELD, Validation.TOO_LONG);
			return;
		}
		for (String name : wanted.names()) {
			@Nullable String text = readText(wanted, name);
			if (text != null) {
				conditions.add("EXISTS (SELECT 1 FROM " + MetadataStore.table(kind) + " m WHERE m." + kind.column()
						+ " = " + owner + " AND m.name = " + conditions.bind(name) + " AND "
						+ conditions.contains("m.content", text) + ")");
			}
		}
	}

	private static @Nullable String readText(Fields wanted, String name) {
		JsonNode node = wanted.node(name);
		Fields comparison = (node != null && Fields.isStorable(name)) ? wanted.element(FIELD, node) : null;
		if (comparison == null || comparison.names().size() != 1 || comparison.node(OPERATOR) == null) {
			wanted.reject(FIELD, Validation.NOT_VALID);
			return null;
		}
		return comparison.text(OPERATOR, MAX_TEXT);
	}

}
