package io.m2x.server.store;

/**
 * The number of database connections that one part of the server needs at the same time.
 * Every part contributes a bean; the size of the pool is their sum.
 *
 * @param user who needs them
 * @param connections how many
 * @since 0.1.0
 */
public record ConnectionDemand(String user, int connections) {

	/**
	 * Create a demand.
	 * @throws IllegalArgumentException if the number is not positive
	 */
	public ConnectionDemand {
		if (connections <= 0) {
			throw new IllegalArgumentException("'connections' must be positive");
		}
	}

}
