package io.m2x.server.commands;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.m2x.server.store.Columns;

/**
 * What became of a command at one device.
 *
 * @param status {@code pending}, {@code processed} or {@code rejected}
 * @param receivedAt when the device acknowledged it, milliseconds since 1970
 */
record Delivery(String status, @Nullable Long receivedAt) {

	static final String PENDING = "pending";

	static final String PROCESSED = "processed";

	static final String REJECTED = "rejected";

	static Delivery read(ResultSet row) throws SQLException {
		return new Delivery(row.getString("status"), Columns.integer(row, "received_at"));
	}

}
