package io.m2x.server.keys;

import java.util.Locale;

import io.m2x.server.security.AccountResources;

/**
 * What a key is for, if not for the whole account.
 *
 * @param kind the kind of resource
 * @param row the row of the resource
 * @param id the id of the resource on the wire
 */
record KeyOwner(Kind kind, long row, String id) {

	/**
	 * The kinds of resources that have keys.
	 */
	enum Kind {

		DEVICE(AccountResources.Kind.DEVICE),

		COLLECTION(AccountResources.Kind.COLLECTION),

		DISTRIBUTION(AccountResources.Kind.DISTRIBUTION);

		private final AccountResources.Kind resource;

		Kind(AccountResources.Kind resource) {
			this.resource = resource;
		}

		AccountResources.Kind resource() {
			return this.resource;
		}

		// Return the field that names a resource of this kind.
		String field() {
			return name().toLowerCase(Locale.ROOT);
		}

		String column() {
			return this.resource.column();
		}

		// Return the segment under which resources of this kind are found.
		String segment() {
			return field() + "s";
		}

	}

}
