package io.m2x.client.locations;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import reactor.core.publisher.Mono;

import io.m2x.client.internal.M2xRequest;
import io.m2x.client.internal.M2xTransport;
import io.m2x.client.internal.PackageAccess;
import io.m2x.client.internal.ResourcePath;
import io.m2x.client.internal.WriteClock;
import io.m2x.client.model.DeviceRef;

/**
 * Reads and writes the locations of devices, current and past.
 *
 * <pre>{@code
 * Mono<Void> updated = locations.update(device, LocationUpdate.of(48.21, 16.37));
 * Mono<List<Waypoint>> history = locations.history(device);
 * }</pre>
 *
 * @since 0.1.0
 */
public class M2xLocations {

	static {
		PackageAccess.register(M2xLocations.class, M2xLocations::new);
	}

	private final M2xTransport transport;

	M2xLocations(M2xTransport transport) {
		this.transport = transport;
	}

	/**
	 * Return the current location of a device.
	 * @param device the device
	 * @return the location, or empty if the device was never located
	 */
	public Mono<Location> read(DeviceRef device) {
		return request("locations.read", HttpMethod.GET, device, "/location").retrieveIfAny(Location.class)
			.filter(Location::isKnown);
	}

	/**
	 * Update the location of a device. Every update becomes a waypoint, even with the
	 * same content, so the call is not retried when it may have arrived. Without a
	 * timestamp the location is for the time of the subscription.
	 * @param device the device
	 * @param location the location
	 * @return completes when M2X has accepted the update, which becomes readable a moment
	 * later
	 */
	public Mono<Void> update(DeviceRef device, LocationUpdate location) {
		ResourcePath path = ResourcePath.ofDevice(device, "/location");
		return Mono.defer(() -> this.transport.request("locations.update", HttpMethod.PUT, path)
			.body(timed(device, location))
			.idempotent(false)
			.retrieve());
	}

	/**
	 * Return the location history of a device. The history can't be paged beyond the
	 * limit, and servers have a limit of their own, 1000 for those of this project. An
	 * {@linkplain io.m2x.client.values.ExportQuery export with locations} contains all.
	 * @param device the device
	 * @param limit the maximum number of waypoints, or {@code null} for the server's
	 * default of 30
	 * @return the waypoints, newest first
	 */
	public Mono<List<Waypoint>> history(DeviceRef device, @Nullable Integer limit) {
		return request("locations.history", HttpMethod.GET, device, "/location/waypoints").query("limit", limit)
			.retrieveList("waypoints", Waypoint.class);
	}

	/**
	 * Return the latest location history of a device.
	 * @param device the device
	 * @return the latest 30 waypoints, newest first
	 */
	public Mono<List<Waypoint>> history(DeviceRef device) {
		return history(device, null);
	}

	/**
	 * Delete a part of the location history.
	 * @param device the device
	 * @param from the earliest instant, included
	 * @param end the latest instant, included
	 * @return completes when M2X has deleted the waypoints; with older versions of the
	 * hosted service, when it has accepted the deletion
	 */
	public Mono<Void> deleteHistory(DeviceRef device, Instant from, Instant end) {
		Assert.notNull(from, "'from' must not be null");
		Assert.notNull(end, "'end' must not be null");
		return request("locations.delete-history", HttpMethod.DELETE, device, "/location/waypoints").query("from", from)
			.query("end", end)
			.retrieve();
	}

	private LocationUpdate timed(DeviceRef device, LocationUpdate location) {
		WriteClock clock = this.transport.writeClock();
		return (location.timestamp() != null || clock == null) ? location
				: location.withTimestamp(clock.take(device, 1));
	}

	private M2xRequest request(String operation, HttpMethod method, DeviceRef device, String path) {
		return this.transport.request(operation, method, ResourcePath.ofDevice(device, path));
	}

}
