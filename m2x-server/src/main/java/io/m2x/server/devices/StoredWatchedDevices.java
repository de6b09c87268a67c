package io.m2x.server.devices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.locations.Location;
import io.m2x.server.triggers.WatchedDevice;
import io.m2x.server.triggers.WatchedDevices;

/**
 * Looks up the stored devices for notifications.
 */
@Component
final class StoredWatchedDevices implements WatchedDevices {

	private static final String SELECT = "SELECT d.* FROM devices d WHERE ";

	private final JdbcClient jdbc;

	StoredWatchedDevices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Optional<WatchedDevice> find(long device) {
		return this.jdbc.sql(SELECT + "d.id = :device")
			.param("device", device)
			.query(StoredWatchedDevices::read)
			.optional();
	}

	@Override
	public Optional<WatchedDevice> findInDistribution(long distribution, String id) {
		return this.jdbc.sql(SELECT + "d.distribution_id = :distribution AND d.public_id = :id")
			.param("distribution", distribution)
			.param("id", id)
			.query(StoredWatchedDevices::read)
			.optional();
	}

	private static WatchedDevice read(ResultSet row, int index) throws SQLException {
		return new WatchedDevice(row.getLong("id"), row.getString("public_id"), row.getString("name"),
				row.getString("serial"), Location.readCurrent(row));
	}

}
