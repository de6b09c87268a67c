package io.m2x.client.locations;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Earlier location of a device.
 *
 * @param name the name of the place, or {@code null}
 * @param latitude degrees north of the equator, -90 to 90
 * @param longitude degrees east of Greenwich, -180 to 180
 * @param elevation height in the unit the device uses, usually metres, or {@code null}
 * @param timestamp when the device was there
 * @since 0.1.0
 */
public record Waypoint(@Nullable String name, @Nullable Double latitude, @Nullable Double longitude,
		@Nullable Double elevation, @Nullable Instant timestamp) {

}
