package io.m2x.server.devices;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.m2x.server.security.AccountResources;
import io.m2x.server.security.AccountResources.Kind;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Finds devices by the collection or the distribution they are in.
 */
final class MembershipFilter {

	private static final int ID_LENGTH = 32;

	private MembershipFilter() {
	}

	static void read(Fields fields, SqlConditions conditions, long account, AccountResources resources) {
		Long collection = find(fields, "collection", Kind.COLLECTION, account, resources);
		if (collection != null) {
			inCollection(conditions, collection, false);
		}
		conditions.addEqual("d.distribution_id", find(fields, "distribution", Kind.DISTRIBUTION, account, resources));
	}

	// An empty answer to a mistyped id would look like one about an empty collection.
	private static @Nullable Long find(Fields fields, String name, Kind kind, long account,
			AccountResources resources) {
		String id = fields.text(name, ID_LENGTH);
		if (id == null) {
			return null;
		}
		Optional<Long> row = resources.find(kind, account, id);
		return fields.orReject(row.orElse(null), name, Validation.NOT_FOUND);
	}

	static void inCollection(SqlConditions conditions, long collection, boolean below) {
		String parameter = conditions.bind(collection);
		conditions.add(below
				? "EXISTS (SELECT 1 FROM collection_devices m JOIN collection_paths p"
						+ " ON p.collection_id = m.collection_id WHERE m.device_id = d.id AND p.ancestor_id = "
						+ parameter + ")"
				: "EXISTS (SELECT 1 FROM collection_devices m WHERE m.device_id = d.id AND m.collection_id = "
						+ parameter + ")");
	}

}
