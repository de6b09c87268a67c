package io.m2x.server.collections;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.web.Fields;

/**
 * Resolves the field that names the parent of a collection.
 */
final class ParentField {

	static final String NAME = "parent";

	private final AccountResources resources;

	ParentField(AccountResources resources) {
		this.resources = resources;
	}

	// Return what the field says, null if it was not sent or is wrong.
	@Nullable Parent resolve(Fields fields, long account) {
		if (!fields.has(NAME)) {
			return null;
		}
		@Nullable JsonNode node = fields.node(NAME);
		if (node == null || (node.isString() && node.stringValue().isBlank())) {
			return new Parent(null);
		}
		@Nullable Long row = this.resources.resolve(Kind.COLLECTION, account, fields, NAME);
		return (row != null) ? new Parent(row) : null;
	}

	/**
	 * The requested parent of a collection.
	 *
	 * @param row the row of the parent, {@code null} at the top level
	 */
	record Parent(@Nullable Long row) {

	}

}
