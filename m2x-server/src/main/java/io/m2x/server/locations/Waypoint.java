package io.m2x.server.locations;

import org.jspecify.annotations.Nullable;

/**
 * A location of a device and its time.
 *
 * @param at the time, milliseconds since 1970
 * @param latitude degrees north of the equator
 * @param longitude degrees east of Greenwich
 * @param elevation the height
 * @since 0.1.0
 */
public record Waypoint(long at, double latitude, double longitude, @Nullable Double elevation) {

}
