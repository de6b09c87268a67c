package io.m2x.server.distributions;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.m2x.server.access.Kind;
import io.m2x.server.devices.DistributionMembers;
import io.m2x.server.keys.PrimaryKeys;

/**
 * A stored distribution.
 *
 * @param row the row of the distribution
 * @param id the id on the wire
 * @param name the name
 * @param description what it is
 * @param visibility {@code public} or {@code private}
 * @param status {@code enabled} or {@code disabled}
 * @param createdAt the time of creation, milliseconds since 1970
 * @param updatedAt the time of the last edit, milliseconds since 1970
 * @param deviceCount how many devices came from it and are still there
 * @param key its primary key
 */
record Distribution(long row, String id, String name, @Nullable String description, String visibility, String status,
		long createdAt, long updatedAt, long deviceCount, @Nullable String key) {

	static final String SELECT = "SELECT x.*, " + DistributionMembers.count("x.id") + " AS device_count, "
			+ PrimaryKeys.of(Kind.DISTRIBUTION, "x.id") + " AS distribution_key FROM distributions x WHERE ";

	static Distribution read(ResultSet row, int index) throws SQLException {
		return new Distribution(row.getLong("id"), row.getString("public_id"), row.getString("name"),
				row.getString("description"), row.getString("visibility"), row.getString("status"),
				row.getLong("created_at"), row.getLong("updated_at"), row.getLong("device_count"),
				row.getString("distribution_key"));
	}

	@Override
	public String toString() {
		return "Distribution[" + this.id + "]";
	}

}
