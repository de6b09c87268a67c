package io.m2x.server.locations;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the current location of each device, so that lists and searches need not look for
 * it in the history. The owner of the devices implements it.
 *
 * @since 0.1.0
 */
public interface CurrentLocations {

	/**
	 * Note the current location of a device, unless a newer one is known.
	 * @param device the row of the device, locked
	 * @param location the location
	 */
	void offer(long device, LocationUpdate location);

	/**
	 * Set the current location of a device.
	 * @param device the row of the device, locked
	 * @param location the location, {@code null} if there is none any more
	 */
	void set(long device, @Nullable LocationUpdate location);

}
