package io.m2x.client.model;

/**
 * Whose clock tells the time of values and locations that are written without one.
 *
 * @since 0.1.0
 */
public enum TimestampSource {

	/**
	 * The client's, at the moment of the subscription. A value that has its time from
	 * there replaces itself, so that its write may be repeated.
	 */
	CLIENT,

	/**
	 * The server's, on arrival. Such a write is not repeated when it may have arrived.
	 */
	SERVER

}
