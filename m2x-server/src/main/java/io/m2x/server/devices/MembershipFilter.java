package io.m2x.server.devices;

import io.m2x.server.security.AccountResources;
import io.m2x.server.security.AccountResources.Kind;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;

/**
 * Finds devices by the collection or the distribution they are in.
 */
final class MembershipFilter {

	private MembershipFilter() {
	}

	static void read(Fields fields, SqlConditions conditions, long account, AccountResources resources) {
		// An empty answer to a mistyped id would look like one about an empty collection.
		Long collection = resources.read(Kind.COLLECTION, account, fields, "collection");
		if (collection != null) {
			inCollection(conditions, collection, false);
		}
		conditions.addEqual("d.distribution_id", resources.read(Kind.DISTRIBUTION, account, fields, "distribution"));
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
