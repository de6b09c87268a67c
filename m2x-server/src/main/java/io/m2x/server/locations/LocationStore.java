package io.m2x.server.locations;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The stored locations of devices: the history, and the newest one at the device itself.
 *
 * @since 0.1.0
 */
@Component
public final class LocationStore {

	private static final int DELETED_AT_ONCE = 10_000;

	private final JdbcClient jdbc;

	/**
	 * Create the locations of a database.
	 * @param jdbc access to the database
	 */
	public LocationStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Add a waypoint; it becomes the current location unless a newer one is known.
	 * @param device the row of the device, locked
	 * @param update the location
	 */
	public void add(long device, LocationUpdate update) {
		this.jdbc.sql("""
				INSERT INTO waypoints (device_id, at_ms, name, latitude, longitude, elevation, text_coordinates)
				VALUES (:device, :at, :name, :latitude, :longitude, CAST(:elevation AS DOUBLE PRECISION), :types)""")
			.param("device", device)
			.param("at", update.at())
			.param("name", update.name())
			.param("latitude", update.latitude())
			.param("longitude", update.longitude())
			.param("elevation", update.elevation())
			.param("types", update.types().bits())
			.update();
		this.jdbc.sql("""
				UPDATE devices SET located_at = :at, location_name = :name, latitude = :latitude,
				longitude = :longitude, elevation = CAST(:elevation AS DOUBLE PRECISION), text_coordinates = :types
				WHERE id = :device AND (located_at IS NULL OR located_at <= :at)""")
			.param("device", device)
			.param("at", update.at())
			.param("name", update.name())
			.param("latitude", update.latitude())
			.param("longitude", update.longitude())
			.param("elevation", update.elevation())
			.param("types", update.types().bits())
			.update();
	}

	List<Location> newest(long device, int limit) {
		return this.jdbc
			.sql("SELECT " + Location.WAYPOINT_COLUMNS
					+ " FROM waypoints WHERE device_id = :device ORDER BY device_id, at_ms DESC, id DESC LIMIT :limit")
			.param("device", device)
			.param("limit", limit)
			.query(Location::read)
			.list();
	}

	/**
	 * Delete the oldest waypoints in a range, as many as a short transaction can.
	 * @param device the row of the device, locked
	 * @param from the earliest time, milliseconds since 1970
	 * @param end the latest time, milliseconds since 1970
	 * @return whether there are more
	 */
	public boolean deleteOldest(long device, long from, long end) {
		Optional<Long> last = this.jdbc.sql("""
				SELECT at_ms FROM waypoints WHERE device_id = :device AND at_ms BETWEEN :from AND :end
				ORDER BY device_id DESC, at_ms LIMIT 1 OFFSET :count""")
			.param("device", device)
			.param("from", from)
			.param("end", end)
			.param("count", DELETED_AT_ONCE)
			.query(Long.class)
			.optional();
		this.jdbc.sql("DELETE FROM waypoints WHERE device_id = :device AND at_ms BETWEEN :from AND :end")
			.param("device", device)
			.param("from", from)
			.param("end", last.orElse(end))
			.update();
		correctCurrent(device);
		return last.isPresent();
	}

	private void correctCurrent(long device) {
		// Without a waypoint left, all columns become null but the last.
		Long newest = this.jdbc
			.sql("SELECT id FROM waypoints WHERE device_id = :device ORDER BY device_id, at_ms DESC, id DESC LIMIT 1")
			.param("device", device)
			.query(Long.class)
			.optional()
			.orElse(0L);
		this.jdbc.sql("""
				UPDATE devices SET
				located_at = (SELECT w.at_ms FROM waypoints w WHERE w.id = :newest),
				location_name = (SELECT w.name FROM waypoints w WHERE w.id = :newest),
				latitude = (SELECT w.latitude FROM waypoints w WHERE w.id = :newest),
				longitude = (SELECT w.longitude FROM waypoints w WHERE w.id = :newest),
				elevation = (SELECT w.elevation FROM waypoints w WHERE w.id = :newest),
				text_coordinates = COALESCE((SELECT w.text_coordinates FROM waypoints w WHERE w.id = :newest), 0)
				WHERE id = :device""").param("newest", newest).param("device", device).update();
	}

}
