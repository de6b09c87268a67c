package io.m2x.server.locations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.m2x.server.store.Columns;

/**
 * Where a device was at some time, in the form of the API's JSON.
 *
 * @param name the name of the place
 * @param latitude degrees north, as a number or text
 * @param longitude degrees east, as a number or text
 * @param elevation metres above sea level, as a number or text
 * @param timestamp when the device was there
 * @since 0.1.0
 */
public record Location(@Nullable String name, Object latitude, Object longitude, @Nullable Object elevation,
		Instant timestamp) {

	/** The columns that {@link #read(ResultSet, int)} expects, at a waypoint. */
	static final String WAYPOINT_COLUMNS = "name AS location_name, latitude, longitude, elevation, text_coordinates,"
			+ " at_ms AS located_at";

	static Location read(ResultSet row, int index) throws SQLException {
		return of(row.getString("location_name"), row.getDouble("latitude"), row.getDouble("longitude"),
				Columns.number(row, "elevation"), new CoordinateTypes(row.getInt("text_coordinates")),
				Instant.ofEpochMilli(row.getLong("located_at")));
	}

	/**
	 * Read the current location out of the row of a device.
	 * @param row the row with all columns
	 * @return the location, or {@code null} if the device has none
	 * @throws SQLException if the row can't be read
	 */
	public static @Nullable Location readCurrent(ResultSet row) throws SQLException {
		return (Columns.integer(row, "located_at") != null) ? read(row, 0) : null;
	}

	/**
	 * Return a reported location in the form that goes over the wire.
	 * @param update the report
	 * @return the location
	 */
	public static Location of(LocationUpdate update) {
		return of(update.name(), update.latitude(), update.longitude(), update.elevation(), update.types(),
				Instant.ofEpochMilli(update.at()));
	}

	private static Location of(@Nullable String name, double latitude, double longitude, @Nullable Double elevation,
			CoordinateTypes types, Instant timestamp) {
		return new Location(name, types.latitude(latitude), types.longitude(longitude), types.elevation(elevation),
				timestamp);
	}

}
