package io.m2x.server.devices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.DeviceVersion;
import io.m2x.server.access.Kind;
import io.m2x.server.access.KnownDevice;
import io.m2x.server.access.KnownDevices;
import io.m2x.server.store.Columns;
import io.m2x.server.store.Database;
import io.m2x.server.store.RowList;

/**
 * Looks up the stored devices for decisions about access.
 */
@Component
final class StoredDevices implements KnownDevices {

	private static final String VERSION = "version, " + Kind.DISTRIBUTION.versionOf("devices.distribution_id")
			+ " AS distribution_version";

	private static final String SELECT = "SELECT id, account_id, public_id, visibility, distribution_id, " + VERSION
			+ " FROM devices ";

	private final JdbcClient jdbc;

	private final JdbcTemplate batches;

	private final String lockClause;

	StoredDevices(JdbcClient jdbc, JdbcTemplate batches, Database database) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.lockClause = database.forUpdate();
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
				Columns.integer(row, 5), new DeviceVersion(row.getLong(6), row.getLong(7)));
	}

	// Rows are locked in one order, so that no two transactions wait for each other.
	@Override
	public Map<Long, DeviceVersion> lock(SortedSet<Long> devices) {
		Map<Long, DeviceVersion> versions = new HashMap<>();
		RowList.split(devices, 1,
				(part) -> this.batches.query(
						"SELECT id, " + VERSION + " FROM devices WHERE id IN " + RowList.of(part.size())
								+ " ORDER BY id" + this.lockClause,
						(RowCallbackHandler) (row) -> versions.put(row.getLong(1),
								new DeviceVersion(row.getLong(2), row.getLong(3))),
						part.toArray()));
		return versions;
	}

	@Override
	public void touch(Collection<Long> devices, long now) {
		RowList.split(devices, 1, (part) -> {
			List<Object> parameters = new ArrayList<>(part.size() + 1);
			parameters.add(now);
			parameters.addAll(part);
			this.batches.update("UPDATE devices SET active_at = ? WHERE id IN " + RowList.of(part.size()),
					parameters.toArray());
		});
	}

}
