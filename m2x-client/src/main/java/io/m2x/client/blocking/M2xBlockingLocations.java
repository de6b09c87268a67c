package io.m2x.client.blocking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.m2x.client.locations.Location;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.locations.M2xLocations;
import io.m2x.client.locations.Waypoint;
import io.m2x.client.model.DeviceRef;

/**
 * Blocking twin of {@link M2xLocations}: locations.
 *
 * @since 0.1.0
 */
public interface M2xBlockingLocations {

	/**
	 * Return the current location of a device.
	 * @param device the device
	 * @return the location, or empty if the device was never located
	 */
	Optional<Location> read(DeviceRef device);

	/**
	 * Update the location of a device. Every update becomes a waypoint, even with the
	 * same content, so the call is not retried when it may have arrived. Without a time
	 * the update is for the moment of the call, as values are.
	 * @param device the device
	 * @param location the location
	 */
	void update(DeviceRef device, LocationUpdate location);

	/**
	 * Return the location history of a device. The history can't be paged beyond the
	 * limit, and servers have a limit of their own, 1000 for those of this project. An
	 * {@linkplain io.m2x.client.values.ExportQuery export with locations} contains all.
	 * @param device the device
	 * @param limit the maximum number of waypoints, or {@code null} for the server's
	 * default of 30
	 * @return the waypoints, newest first
	 */
	List<Waypoint> history(DeviceRef device, @Nullable Integer limit);

	/**
	 * Return the latest location history of a device.
	 * @param device the device
	 * @return the latest 30 waypoints, newest first
	 */
	List<Waypoint> history(DeviceRef device);

	/**
	 * Delete a part of the location history.
	 * @param device the device
	 * @param from the earliest instant, included
	 * @param end the latest instant, included
	 */
	void deleteHistory(DeviceRef device, Instant from, Instant end);

}
