package io.m2x.server.locations;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * A location that a device reports.
 *
 * @param name the name of the place
 * @param latitude degrees north
 * @param longitude degrees east
 * @param elevation metres above sea level
 * @param types the JSON types of the coordinates
 * @param at milliseconds since 1970
 * @since 0.1.0
 */
public record LocationUpdate(@Nullable String name, double latitude, double longitude, @Nullable Double elevation,
		CoordinateTypes types, long at) {

	/**
	 * Return which coordinates are text.
	 * @return the number that stands for them in the database
	 */
	public int textCoordinates() {
		return this.types.bits();
	}

	/**
	 * Read a location.
	 * @param fields the fields of the location
	 * @param defaultTime the time if none was sent, milliseconds since 1970
	 * @return the location, or {@code null} if something was wrong
	 */
	public static @Nullable LocationUpdate read(Fields fields, long defaultTime) {
		fields.require(CoordinateTypes.LATITUDE, CoordinateTypes.LONGITUDE);
		Double latitude = degrees(fields, CoordinateTypes.LATITUDE, 90);
		Double longitude = degrees(fields, CoordinateTypes.LONGITUDE, 180);
		String name = fields.text("name", Fields.MAX_NAME);
		Double elevation = fields.number(CoordinateTypes.ELEVATION);
		Long time = fields.time("timestamp");
		if (latitude == null || longitude == null) {
			return null;
		}
		return new LocationUpdate(name, latitude, longitude, elevation, CoordinateTypes.of(fields),
				(time != null) ? time : defaultTime);
	}

	private static @Nullable Double degrees(Fields fields, String name, double max) {
		Double degrees = fields.number(name);
		boolean valid = degrees == null || Math.abs(degrees) <= max;
		if (!valid) {
			fields.reject(name, Validation.NOT_VALID);
		}
		return degrees;
	}

}
