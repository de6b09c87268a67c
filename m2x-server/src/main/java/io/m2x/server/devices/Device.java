package io.m2x.server.devices;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.m2x.server.access.Kind;
import io.m2x.server.keys.PrimaryKeys;
import io.m2x.server.locations.Location;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.triggers.TriggerFilter;

/**
 * A stored device.
 *
 * @param row the row of the device
 * @param id the id on the wire
 * @param name the name
 * @param description what it is
 * @param visibility {@code public} or {@code private}
 * @param status {@code enabled} or {@code disabled}
 * @param serial the serial, unique in the account
 * @param location the current location
 * @param activeAt when it last sent data, milliseconds since 1970
 * @param createdAt the time of creation, milliseconds since 1970
 * @param updatedAt the time of the last edit, milliseconds since 1970
 * @param streamCount how many streams it has
 * @param triggerCount how many triggers it has of its own
 * @param key its primary key
 * @param distribution the id of the distribution it came from
 * @param distributionName the name of that distribution
 */
record Device(long row, String id, String name, @Nullable String description, String visibility, String status,
		@Nullable String serial, @Nullable Location location, long activeAt, long createdAt, long updatedAt,
		long streamCount, long triggerCount, @Nullable String key, @Nullable String distribution,
		@Nullable String distributionName) {

	static final String SELECT = "SELECT d.*, " + StreamStore.count("d.id") + " AS stream_count, "
			+ TriggerFilter.count("d.id") + " AS trigger_count, " + PrimaryKeys.of(Kind.DEVICE, "d.id")
			+ " AS device_key, " + Kind.DISTRIBUTION.idOf("d.distribution_id") + " AS distribution_public_id, "
			+ Kind.DISTRIBUTION.nameOf("d.distribution_id") + " AS distribution_name FROM devices d WHERE ";

	static Device read(ResultSet row, int index) throws SQLException {
		return new Device(row.getLong("id"), row.getString("public_id"), row.getString("name"),
				row.getString("description"), row.getString("visibility"), row.getString("status"),
				row.getString("serial"), Location.readCurrent(row), row.getLong("active_at"), row.getLong("created_at"),
				row.getLong("updated_at"), row.getLong("stream_count"), row.getLong("trigger_count"),
				row.getString("device_key"), row.getString("distribution_public_id"),
				row.getString("distribution_name"));
	}

	@Override
	public String toString() {
		return "Device[" + this.id + "]";
	}

}
