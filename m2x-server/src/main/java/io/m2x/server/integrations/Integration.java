package io.m2x.server.integrations;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A stored integration.
 *
 * @param row the row of the integration
 * @param id the id on the wire
 * @param name the name
 * @param type what it is connected to
 * @param status {@code enabled} or {@code disabled}
 * @param config the settings as JSON, which may hold passwords
 * @param allDevices whether it is for all devices, not just for some
 * @param createdAt the time of creation, milliseconds since 1970
 * @param updatedAt the time of the last edit, milliseconds since 1970
 */
record Integration(long row, String id, String name, String type, String status, String config, boolean allDevices,
		long createdAt, long updatedAt) {

	static final String SELECT = "SELECT i.id, i.public_id, i.name, i.kind, i.status, i.config, i.all_devices,"
			+ " i.created_at, i.updated_at FROM integrations i WHERE ";

	static Integration read(ResultSet row, int index) throws SQLException {
		return new Integration(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
				row.getString(6), row.getBoolean(7), row.getLong(8), row.getLong(9));
	}

	@Override
	public String toString() {
		return "Integration[" + this.id + "]";
	}

}
