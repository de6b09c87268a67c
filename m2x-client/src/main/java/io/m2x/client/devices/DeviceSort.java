package io.m2x.client.devices;

/**
 * Property by which a list of devices is sorted.
 *
 * @since 0.1.0
 */
public enum DeviceSort {

	/**
	 * The time of creation.
	 */
	CREATED,

	/**
	 * The name.
	 */
	NAME,

	/**
	 * The time at which the device last sent data.
	 */
	LAST_ACTIVITY,

	/**
	 * The serial; devices without one come last.
	 */
	SERIAL

}
