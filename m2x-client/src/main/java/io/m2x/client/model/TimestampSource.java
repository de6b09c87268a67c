package io.m2x.client.model;

/**
 * Clock that adds timestamps to values and locations that are written without one.
 *
 * @since 0.1.0
 */
public enum TimestampSource {

	/**
	 * The clock of the client, at the subscription. Writing such a value twice has the
	 * same effect as once, so the write can be retried.
	 */
	CLIENT,

	/**
	 * The clock of the server, on arrival. Such a write is not retried when it may have
	 * arrived.
	 */
	SERVER

}
