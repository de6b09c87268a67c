package io.m2x.server.streams;

import java.util.Collection;

/**
 * Lets go of the values of deleted streams. The owner of the values implements it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StreamValues {

	/**
	 * Note that nobody can reach the values of some streams any more. They are deleted
	 * later, since there may be many.
	 * @param streams the rows of streams that this transaction deletes, their device
	 * locked
	 */
	void discard(Collection<Long> streams);

}
