package io.m2x.client.locations;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;

/**
 * Present place of a device. It also stands in notifications, which other JSON mappers
 * than the client's own read; so its names are spelled out.
 *
 * @param name the name of the place, or {@code null}
 * @param latitude degrees north of the equator, -90 to 90; {@code null} if the device was
 * never located
 * @param longitude degrees east of Greenwich, -180 to 180; {@code null} if the device was
 * never located
 * @param elevation height in the unit the device uses, usually metres, or {@code null}
 * @param timestamp when the device got there, or {@code null}
 * @param waypoints the latest places, newest first; empty where the answer has none
 * @since 0.1.0
 */
public record Location(@JsonProperty("name") @Nullable String name, @JsonProperty("latitude") @Nullable Double latitude,
		@JsonProperty("longitude") @Nullable Double longitude, @JsonProperty("elevation") @Nullable Double elevation,
		@JsonProperty("timestamp") @Nullable Instant timestamp, @JsonProperty("waypoints") List<Waypoint> waypoints) {

	public Location {
		waypoints = Present.items(waypoints);
	}

	/**
	 * Return whether this names a place at all; some servers send an empty object for a
	 * device that was never located.
	 * @return {@code true} if both coordinates are there
	 */
	public boolean isKnown() {
		return this.latitude != null && this.longitude != null;
	}

}
