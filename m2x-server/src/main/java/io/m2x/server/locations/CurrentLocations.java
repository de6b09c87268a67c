package io.m2x.server.locations;

import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the current location of each device, so that lists and searches need not look for
 * it in the history. The owner of the devices implements it.
 *
 * @since 0.1.0
 */
public interface CurrentLocations {

	/**
	 * Note the current locations of devices, unless newer ones are known.
	 * @param locations the locations by the row of the device, locked
	 */
	void offer(SortedMap<Long, LocationUpdate> locations);

	/**
	 * Set the current location of a device.
	 * @param device the row of the device, locked
	 * @param location the location, {@code null} if there is none any more
	 */
	void set(long device, @Nullable LocationUpdate location);

}
