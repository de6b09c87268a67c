package io.m2x.server.locations;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The stored locations of devices.
 *
 * @since 0.1.0
 */
@Component
public final class LocationStore {

	private static final int DELETED_AT_ONCE = 10_000;

	private final JdbcClient jdbc;

	private final CurrentLocations current;

	LocationStore(JdbcClient jdbc, CurrentLocations current) {
		this.jdbc = jdbc;
		this.current = current;
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
		this.current.offer(device, update);
	}

	/**
	 * Return the newest places up to a time.
	 * @param device the row of the device
	 * @param time the latest time, milliseconds since 1970
	 * @param limit the greatest number of places
	 * @return the places, the newest first
	 */
	public List<Waypoint> newestUntil(long device, long time, int limit) {
		return this.jdbc.sql("""
				SELECT at_ms, latitude, longitude, elevation FROM waypoints WHERE device_id = :device AND at_ms <= :time
				ORDER BY device_id, at_ms DESC, id DESC LIMIT :limit""")
			.param("device", device)
			.param("time", time)
			.param("limit", limit)
			.query((row, index) -> new Waypoint(row.getLong(1), row.getDouble(2), row.getDouble(3),
					row.getObject(4, Double.class)))
			.list();
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
		@Nullable LocationUpdate newest = this.jdbc.sql("""
				SELECT at_ms, name, latitude, longitude, elevation, text_coordinates FROM waypoints
				WHERE device_id = :device ORDER BY device_id, at_ms DESC, id DESC LIMIT 1""")
			.param("device", device)
			.query((row, index) -> new LocationUpdate(row.getString("name"), row.getDouble("latitude"),
					row.getDouble("longitude"), row.getObject("elevation", Double.class),
					new CoordinateTypes(row.getInt("text_coordinates")), row.getLong("at_ms")))
			.optional()
			.orElse(null);
		this.current.set(device, newest);
	}

}
