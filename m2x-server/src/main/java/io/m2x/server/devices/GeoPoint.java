package io.m2x.server.devices;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;

/**
 * A place on the globe.
 *
 * @param latitude degrees north, from -90 to 90
 * @param longitude degrees east, from -180 to 180
 */
record GeoPoint(double latitude, double longitude) {

	static final double MAX_LATITUDE = 90;

	static final double MAX_LONGITUDE = 180;

	// Read a place, {@code null} if it is none.
	static @Nullable GeoPoint read(Fields fields) {
		Double latitude = fields.number("latitude");
		Double longitude = fields.number("longitude");
		if (latitude == null || longitude == null) {
			return null;
		}
		boolean valid = Math.abs(latitude) <= MAX_LATITUDE && Math.abs(longitude) <= MAX_LONGITUDE;
		// The same rounding as that of the devices in GeoArea.
		return valid ? new GeoPoint(latitude + 1 - 1, longitude + 1 - 1) : null;
	}

}
