package io.m2x.server.devices;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.locations.CurrentLocations;
import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.store.RowList;

/**
 * The current locations, which stand in the rows of the devices.
 */
@Component
final class StoredCurrentLocations implements CurrentLocations {

	private static final String SET = """
			UPDATE devices SET located_at = CAST(:at AS BIGINT), location_name = :name,
			latitude = CAST(:latitude AS DOUBLE PRECISION), longitude = CAST(:longitude AS DOUBLE PRECISION),
			elevation = CAST(:elevation AS DOUBLE PRECISION), text_coordinates = :types WHERE id = :device""";

	private static final String OFFER = """
			WITH t (id, at_ms, place, north, east, height, types) AS (VALUES %s)
			UPDATE devices SET located_at = t.at_ms, location_name = t.place, latitude = t.north, longitude = t.east,
			elevation = t.height, text_coordinates = t.types
			FROM t WHERE devices.id = t.id AND (devices.located_at IS NULL OR devices.located_at <= t.at_ms)""";

	/** The columns of an offered location. */
	private static final List<String> COLUMNS = List.of("BIGINT", "BIGINT", "VARCHAR", "DOUBLE PRECISION",
			"DOUBLE PRECISION", "DOUBLE PRECISION", "SMALLINT");

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	StoredCurrentLocations(JdbcClient jdbc, JdbcTemplate batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	@Override
	public void offer(SortedMap<Long, LocationUpdate> locations) {
		RowList.split(locations.entrySet(), COLUMNS.size(), (part) -> this.batches
			.update(OFFER.formatted(RowList.of(part.size(), COLUMNS)), (statement) -> bind(statement, part)));
	}

	private static void bind(PreparedStatement statement, List<Map.Entry<Long, LocationUpdate>> part)
			throws SQLException {
		int index = 0;
		for (Map.Entry<Long, LocationUpdate> entry : part) {
			LocationUpdate location = entry.getValue();
			statement.setLong(++index, entry.getKey());
			statement.setLong(++index, location.at());
			statement.setString(++index, location.name());
			statement.setDouble(++index, location.latitude());
			statement.setDouble(++index, location.longitude());
			statement.setObject(++index, location.elevation(), Types.DOUBLE);
			statement.setInt(++index, location.textCoordinates());
		}
	}

	@Override
	public void set(long device, @Nullable LocationUpdate location) {
		this.jdbc.sql(SET)
			.param("device", device)
			.param("at", (location != null) ? location.at() : null)
			.param("name", (location != null) ? location.name() : null)
			.param("latitude", (location != null) ? location.latitude() : null)
			.param("longitude", (location != null) ? location.longitude() : null)
			.param("elevation", (location != null) ? location.elevation() : null)
			.param("types", (location != null) ? location.textCoordinates() : 0)
			.update();
	}

}
