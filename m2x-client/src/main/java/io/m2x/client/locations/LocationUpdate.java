package io.m2x.client.locations;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.WireTime;

/**
 * Location of a device to write, for now or an earlier time.
 *
 * <pre>{@code
 * LocationUpdate update = LocationUpdate.of(48.21, 16.37).withName("South side");
 * }</pre>
 *
 * @param name the name of the place, or {@code null}
 * @param latitude degrees north of the equator, -90 to 90
 * @param longitude degrees east of Greenwich, -180 to 180
 * @param elevation height in the unit of your choice, usually meters, or {@code null}
 * @param timestamp when the device was there, truncated to the millisecond, or
 * {@code null} for now
 * @since 0.1.0
 */
public record LocationUpdate(@Nullable String name, double latitude, double longitude, @Nullable Double elevation,
		@Nullable Instant timestamp) {

	public LocationUpdate {
		Assert.isTrue(Math.abs(latitude) <= 90, "'latitude' must be from -90 to 90");
		Assert.isTrue(Math.abs(longitude) <= 180, "'longitude' must be from -180 to 180");
		Assert.isTrue(elevation == null || Double.isFinite(elevation), "'elevation' must be a finite number");
		WireTime.check("timestamp", timestamp);
	}

	/**
	 * Create a location for now.
	 * @param latitude degrees north of the equator, -90 to 90
	 * @param longitude degrees east of Greenwich, -180 to 180
	 * @return the update
	 */
	public static LocationUpdate of(double latitude, double longitude) {
		return new LocationUpdate(null, latitude, longitude, null, null);
	}

	/**
	 * Return a copy of this update with a name for the place.
	 * @param name the name
	 * @return the update
	 */
	public LocationUpdate withName(@Nullable String name) {
		return new LocationUpdate(name, this.latitude, this.longitude, this.elevation, this.timestamp);
	}

	/**
	 * Return a copy of this update with an elevation.
	 * @param elevation the height, usually in meters
	 * @return the update
	 */
	public LocationUpdate withElevation(@Nullable Double elevation) {
		return new LocationUpdate(this.name, this.latitude, this.longitude, elevation, this.timestamp);
	}

	/**
	 * Return a copy of this update for another time than now.
	 * @param timestamp when the device was there
	 * @return the update
	 */
	public LocationUpdate withTimestamp(@Nullable Instant timestamp) {
		return new LocationUpdate(this.name, this.latitude, this.longitude, this.elevation, timestamp);
	}

}
