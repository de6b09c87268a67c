package io.m2x.server.keys;

import java.util.List;

import io.m2x.server.access.Kind;

/**
 * What a key is for, if not for the whole account.
 *
 * @param kind the kind of resource
 * @param row the row of the resource
 * @param id the id of the resource on the wire
 */
record KeyOwner(Kind kind, long row, String id) {

	/** The kinds of resources that have keys. */
	static final List<Kind> KINDS = List.of(Kind.DEVICE, Kind.COLLECTION, Kind.DISTRIBUTION);

}
