package io.m2x.server.devices;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.locations.CurrentLocations;
import io.m2x.server.locations.LocationUpdate;

/**
 * The current locations, which stand in the rows of the devices.
 */
@Component
final class StoredCurrentLocations implements CurrentLocations {

	private static final String SET = """
			UPDATE devices SET located_at = CAST(:at AS BIGINT), location_name = :name,
			latitude = CAST(:latitude AS DOUBLE PRECISION), longitude = CAST(:longitude AS DOUBLE PRECISION),
			elevation = CAST(:elevation AS DOUBLE PRECISION), text_coordinates = :types WHERE id = :device""";

	private final JdbcClient jdbc;

	StoredCurrentLocations(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void offer(long device, LocationUpdate location) {
		set(SET + " AND (located_at IS NULL OR located_at <= :at)", device, location);
	}

	@Override
	public void set(long device, @Nullable LocationUpdate location) {
		set(SET, device, location);
	}

	private void set(String sql, long device, @Nullable LocationUpdate location) {
		this.jdbc.sql(sql)
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
