package io.m2x.server.store;

/**
 * How many connections to the database one of its users needs at the same time. Every
 * user contributes a bean; the pool is as large as all of them together.
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
