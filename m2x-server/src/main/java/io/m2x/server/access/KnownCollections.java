package io.m2x.server.access;

import java.util.Set;

/**
 * Looks up what is in collections for whoever decides about access to it. The owner of
 * the collections implements it.
 *
 * @since 0.1.0
 */
public interface KnownCollections {

	/**
	 * Return which devices are in which collections.
	 * @param asked the memberships in question
	 * @return those that there are
	 */
	Set<Membership> containing(Set<Membership> asked);

	/**
	 * Return whether a device is in a collection or in one below it.
	 * @param collection the row of the collection
	 * @param device the row of the device
	 * @return whether a key to the collection is one to the device
	 */
	boolean contains(long collection, long device);

}
