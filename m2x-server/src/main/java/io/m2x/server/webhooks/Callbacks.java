package io.m2x.server.webhooks;

import java.util.Optional;

/**
 * Looks up where the notifications of triggers go. The owner of the triggers implements
 * it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Callbacks {

	/**
	 * Find the present callback of a trigger.
	 * @param trigger the row of the trigger
	 * @return the callback, empty if the trigger was deleted
	 */
	Optional<Callback> find(long trigger);

	/**
	 * Where the notifications of a trigger go.
	 *
	 * @param trigger the id of the trigger on the wire
	 * @param url the callback URL as it stands in the trigger
	 */
	record Callback(String trigger, String url) {

		// Shows no address, it may hold secrets.
		@Override
		public String toString() {
			return "Callback[" + this.trigger + "]";
		}

	}

}
