package io.m2x.server.locations;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Columns;
import io.m2x.server.store.RowList;

/**
 * The stored locations of devices.
 *
 * @since 0.1.0
 */
@Component
public final class LocationStore {

	private static final int DELETED_AT_ONCE = 10_000;

	/** How many columns a new waypoint has. */
	private static final int COLUMNS = 7;

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final CurrentLocations current;

	LocationStore(JdbcClient jdbc, JdbcTemplate batches, CurrentLocations current) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.current = current;
	}

	/**
	 * Add waypoints. The newest of each device becomes its current location unless a
	 * newer one is known.
	 * @param locations the locations by the row of the device, locked, in the order in
	 * which they came
	 */
	public void add(SortedMap<Long, List<LocationUpdate>> locations) {
		SortedMap<Long, LocationUpdate> newest = new TreeMap<>();
		List<Report> reports = new ArrayList<>();
		locations.forEach((device, updates) -> updates.forEach((update) -> {
			reports.add(new Report(device, update));
			newest.merge(device, update, (one, next) -> (next.at() >= one.at()) ? next : one);
		}));
		RowList.split(reports, COLUMNS, this::insert);
		if (!newest.isEmpty()) {
			this.current.offer(newest);
		}
	}

	private void insert(List<Report> reports) {
		this.batches.update(
				"INSERT INTO waypoints (device_id, at_ms, name, latitude, longitude, elevation, text_coordinates) VALUES "
						+ RowList.of(reports.size(), COLUMNS),
				(statement) -> {
					int index = 0;
					for (Report report : reports) {
						LocationUpdate update = report.update();
						statement.setLong(++index, report.device());
						statement.setLong(++index, update.at());
						statement.setString(++index, update.name());
						statement.setDouble(++index, update.latitude());
						statement.setDouble(++index, update.longitude());
						statement.setObject(++index, update.elevation(), Types.DOUBLE);
						statement.setInt(++index, update.types().bits());
					}
				});
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
				ORDER BY at_ms DESC, id DESC LIMIT :limit""")
			.param("device", device)
			.param("time", time)
			.param("limit", limit)
			.query((row, index) -> new Waypoint(row.getLong(1), row.getDouble(2), row.getDouble(3),
					Columns.number(row, 4)))
			.list();
	}

	List<Location> newest(long device, int limit) {
		return this.jdbc
			.sql("SELECT " + Location.WAYPOINT_COLUMNS
					+ " FROM waypoints WHERE device_id = :device ORDER BY at_ms DESC, id DESC LIMIT :limit")
			.param("device", device)
			.param("limit", limit)
			.query(Location::read)
			.list();
	}

	// Delete the oldest waypoints in a range, as many as a short transaction can, and
	// return whether there are more. The device must be locked.
	boolean deleteOldest(long device, long from, long end) {
		boolean more = deletePart(device, from, end);
		correctCurrent(device);
		return more;
	}

	boolean deletePart(long device, long from, long end) {
		Optional<Long> last = this.jdbc.sql("""
				SELECT at_ms FROM waypoints WHERE device_id = :device AND at_ms BETWEEN :from AND :end
				ORDER BY at_ms LIMIT 1 OFFSET :count""")
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
		return last.isPresent();
	}

	private void correctCurrent(long device) {
		@Nullable LocationUpdate newest = this.jdbc.sql("""
				SELECT at_ms, name, latitude, longitude, elevation, text_coordinates FROM waypoints
				WHERE device_id = :device ORDER BY at_ms DESC, id DESC LIMIT 1""")
			.param("device", device)
			.query((row, index) -> new LocationUpdate(row.getString("name"), row.getDouble("latitude"),
					row.getDouble("longitude"), Columns.number(row, "elevation"),
					new CoordinateTypes(row.getInt("text_coordinates")), row.getLong("at_ms")))
			.optional()
			.orElse(null);
		this.current.set(device, newest);
	}

	/**
	 * A location and its device.
	 *
	 * @param device the row of the device
	 * @param update the location
	 */
	private record Report(long device, LocationUpdate update) {

	}

}
