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
	 * Return where a device is.
	 * @param device the device
	 * @return the location, or empty if the device was never located
	 */
	Optional<Location> read(DeviceRef device);

	/**
	 * Tell where a device is; every update becomes a waypoint, also one that tells the
	 * same again. So a call is not repeated when it may have arrived. Without a time
	 * the update is for the moment of the call, as values are.
	 * @param device the device
	 * @param location the place
	 */
	void update(DeviceRef device, LocationUpdate location);

	/**
	 * Return where a device has been. There is no way to go further back than the
	 * limit reaches, and servers have one of their own, 1000 for those of this
	 * project; an {@linkplain io.m2x.client.values.ExportQuery export with locations}
	 * has all.
	 * @param device the device
	 * @param limit how many waypoints at most, or {@code null} for the server's
	 * default of 30
	 * @return the waypoints, newest first
	 */
	List<Waypoint> history(DeviceRef device, @Nullable Integer limit);

	/**
	 * Return where a device has been lately.
	 * @param device the device
	 * @return the latest 30 waypoints, newest first
	 */
	List<Waypoint> history(DeviceRef device);

	/**
	 * Delete a part of the location history.
	 * @param device the device
	 * @param from the first instant of the part
	 * @param end the last instant of the part
	 */
	void deleteHistory(DeviceRef device, Instant from, Instant end);

}
