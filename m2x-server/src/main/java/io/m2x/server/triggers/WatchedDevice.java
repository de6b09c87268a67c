package io.m2x.server.triggers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.locations.Location;

/**
 * What notifications tell about a device.
 *
 * @param row the row of the device
 * @param id the id on the wire
 * @param name the name
 * @param serial the serial
 * @param location the current location
 */
record WatchedDevice(long row, String id, String name, @Nullable String serial, @Nullable Location location) {

	private static final String SELECT = "SELECT d.* FROM devices d WHERE ";

	static WatchedDevice find(JdbcClient jdbc, long device) {
		return jdbc.sql(SELECT + "d.id = :device").param("device", device).query(WatchedDevice::read).single();
	}

	static Optional<WatchedDevice> findInDistribution(JdbcClient jdbc, long distribution, String id) {
		return jdbc.sql(SELECT + "d.distribution_id = :distribution AND d.public_id = :id")
			.param("distribution", distribution)
			.param("id", id)
			.query(WatchedDevice::read)
			.optional();
	}

	private static WatchedDevice read(ResultSet row, int index) throws SQLException {
		return new WatchedDevice(row.getLong("id"), row.getString("public_id"), row.getString("name"),
				row.getString("serial"), Location.readCurrent(row));
	}

	// Return the device as it stands in notifications.
	Map<String, @Nullable Object> toWire() {
		Map<String, @Nullable Object> wire = new LinkedHashMap<>();
		wire.put("id", this.id);
		wire.put("name", this.name);
		wire.put("serial", this.serial);
		return wire;
	}

}
