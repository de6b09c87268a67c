package io.m2x.server.devices;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.collections.CollectionMembers;
import io.m2x.server.store.SqlConditions;
import io.m2x.server.web.Fields;

/**
 * Finds devices by the collection or the distribution they are in.
 */
final class MembershipFilter {

	private MembershipFilter() {
	}

	static void resolve(Fields fields, SqlConditions conditions, long account, AccountResources resources) {
		// An empty answer to a mistyped id would look like one about an empty collection.
		Long collection = resources.resolve(Kind.COLLECTION, account, fields, "collection");
		if (collection != null) {
			inCollection(conditions, collection, false);
		}
		conditions.addEqual("d.distribution_id", resources.resolve(Kind.DISTRIBUTION, account, fields, "distribution"));
	}

	static void inCollection(SqlConditions conditions, long collection, boolean below) {
		String parameter = conditions.bind(collection);
		conditions.add(below ? CollectionMembers.containsBelow(parameter, "d.id")
				: CollectionMembers.contains(parameter, "d.id"));
	}

}
