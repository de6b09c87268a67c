package io.m2x.client.devices;

/**
 * What became of a command at a device, for searches.
 *
 * @since 0.1.0
 */
public enum CommandState {

	/**
	 * The device has not acknowledged it yet.
	 */
	PENDING,

	/**
	 * The device has done it.
	 */
	PROCESSED,

	/**
	 * The device has refused it.
	 */
	REJECTED

}
