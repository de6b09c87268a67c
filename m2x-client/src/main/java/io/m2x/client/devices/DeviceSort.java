package io.m2x.client.devices;

/**
 * What a list of devices is sorted by.
 *
 * @since 0.1.0
 */
public enum DeviceSort {

	/**
	 * When the device was created.
	 */
	CREATED,

	/**
	 * The name.
	 */
	NAME,

	/**
	 * When the device last sent data.
	 */
	LAST_ACTIVITY,

	/**
	 * The serial; devices without one come last.
	 */
	SERIAL

}
