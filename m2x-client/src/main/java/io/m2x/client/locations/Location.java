package io.m2x.client.locations;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;

/**
 * Current location of a device.
 *
 * @param name the name of the place, or {@code null}
 * @param latitude degrees north of the equator, -90 to 90; {@code null} if the device was
 * never located
 * @param longitude degrees east of Greenwich, -180 to 180; {@code null} if the device was
 * never located
 * @param elevation height in the unit the device uses, usually metres, or {@code null}
 * @param timestamp when the device arrived there, or {@code null}
 * @param waypoints the latest places, newest first; empty if the response has none
 * @since 0.1.0
 */
// Spells out its JSON names because notifications contain it, which the mapper of the
// application reads.
public record Location(@JsonProperty("name") @Nullable String name, @JsonProperty("latitude") @Nullable Double latitude,
		@JsonProperty("longitude") @Nullable Double longitude, @JsonProperty("elevation") @Nullable Double elevation,
		@JsonProperty("timestamp") @Nullable Instant timestamp, @JsonProperty("waypoints") List<Waypoint> waypoints) {

	public Location {
		waypoints = WithoutNulls.list(waypoints);
	}

	/**
	 * Return whether this location has coordinates. Some servers send an empty object for
	 * a device that was never located.
	 * @return {@code true} if both coordinates are known
	 */
	public boolean isKnown() {
		return this.latitude != null && this.longitude != null;
	}

}
