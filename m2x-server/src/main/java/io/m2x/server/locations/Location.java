package io.m2x.server.locations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Numbers;

/**
 * Where a device was at some time, as it goes over the wire.
 *
 * @param name the name of the place
 * @param latitude degrees north
 * @param longitude degrees east
 * @param elevation metres above sea level
 * @param timestamp when the device was there
 * @since 0.1.0
 */
public record Location(@Nullable String name, double latitude, double longitude, @Nullable Number elevation,
		Instant timestamp) {

	/** The columns that {@link #read(ResultSet, int)} expects, at a waypoint. */
	static final String WAYPOINT_COLUMNS = "name AS location_name, latitude, longitude, elevation, at_ms AS located_at";

	static Location read(ResultSet row, int index) throws SQLException {
		return new Location(row.getString("location_name"), row.getDouble("latitude"), row.getDouble("longitude"),
				Numbers.plain(row.getObject("elevation", Double.class)),
				Instant.ofEpochMilli(row.getLong("located_at")));
	}

	/**
	 * Read the current location out of the row of a device.
	 * @param row the row with all columns
	 * @return the location, or {@code null} if the device has none
	 * @throws SQLException if the row can't be read
	 */
	public static @Nullable Location readCurrent(ResultSet row) throws SQLException {
		return (row.getObject("located_at") != null) ? read(row, 0) : null;
	}

	/**
	 * Return a reported location in the form that goes over the wire.
	 * @param update the report
	 * @return the location
	 */
	public static Location of(LocationUpdate update) {
		return new Location(update.name(), update.latitude(), update.longitude(), Numbers.plain(update.elevation()),
				Instant.ofEpochMilli(update.at()));
	}

}
