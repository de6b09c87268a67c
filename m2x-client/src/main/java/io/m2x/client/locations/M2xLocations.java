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
 * Where devices are and where they have been.
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
	 * Return where a device is.
	 * @param device the device
	 * @return the location, or empty if the device was never located
	 */
	public Mono<Location> read(DeviceRef device) {
		return request("locations.read", HttpMethod.GET, device, "/location").retrieveIfAny(Location.class)
			.filter(Location::isKnown);
	}

	/**
	 * Tell where a device is; every update becomes a waypoint, also one that tells the
	 * same again. So a call is not repeated when it may have arrived. Without a time the
	 * update is for the moment of the subscription, as values are.
	 * @param device the device
	 * @param location the place
	 * @return completes when M2X has accepted the update, which may be a moment before it
	 * can be read
	 */
	public Mono<Void> update(DeviceRef device, LocationUpdate location) {
		ResourcePath path = ResourcePath.ofDevice(device, "/location");
		return Mono.defer(() -> this.transport.request("locations.update", HttpMethod.PUT, path)
			.body(timed(device, location))
			.idempotent(false)
			.retrieve());
	}

	/**
	 * Return where a device has been. There is no way to go further back than the limit
	 * reaches, and servers have one of their own, 1000 for those of this project; an
	 * {@linkplain io.m2x.client.values.ExportQuery export with locations} has all.
	 * @param device the device
	 * @param limit how many waypoints at most, or {@code null} for the server's default
	 * of 30
	 * @return the waypoints, newest first
	 */
	public Mono<List<Waypoint>> history(DeviceRef device, @Nullable Integer limit) {
		return request("locations.history", HttpMethod.GET, device, "/location/waypoints").query("limit", limit)
			.retrieveList("waypoints", Waypoint.class);
	}

	/**
	 * Return where a device has been lately.
	 * @param device the device
	 * @return the latest 30 waypoints, newest first
	 */
	public Mono<List<Waypoint>> history(DeviceRef device) {
		return history(device, null);
	}

	/**
	 * Delete a part of the location history.
	 * @param device the device
	 * @param from the first instant of the part
	 * @param end the last instant of the part
	 * @return completes when M2X has deleted the waypoints; with older versions of the
	 * hosted service, when it has accepted to do so
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
