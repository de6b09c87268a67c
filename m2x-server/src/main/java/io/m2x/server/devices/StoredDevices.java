package io.m2x.server.devices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.KnownDevice;
import io.m2x.server.access.KnownDevices;

/**
 * Looks up the stored devices for decisions about access.
 */
@Component
final class StoredDevices implements KnownDevices {

	private static final String SELECT = "SELECT id, account_id, public_id, visibility, distribution_id FROM devices ";

	private final JdbcClient jdbc;

	StoredDevices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Optional<KnownDevice> findById(String id) {
		return this.jdbc.sql(SELECT + "WHERE public_id = :id").param("id", id).query(StoredDevices::read).optional();
	}

	@Override
	public Optional<KnownDevice> findBySerial(long account, String serial) {
		return this.jdbc.sql(SELECT + "WHERE account_id = :account AND serial = :serial")
			.param("account", account)
			.param("serial", serial)
			.query(StoredDevices::read)
			.optional();
	}

	private static KnownDevice read(ResultSet row, int index) throws SQLException {
		return new KnownDevice(row.getLong(1), row.getLong(2), row.getString(3), "public".equals(row.getString(4)),
				row.getObject(5, Long.class));
	}

	@Override
	public void touch(long device, long now) {
		this.jdbc.sql("UPDATE devices SET active_at = :now WHERE id = :device")
			.param("now", now)
			.param("device", device)
			.update();
	}

}
