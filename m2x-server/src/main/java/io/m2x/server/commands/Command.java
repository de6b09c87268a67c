package io.m2x.server.commands;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A stored command without its data.
 *
 * @param row the row of the command
 * @param id the id on the wire
 * @param name the name
 * @param sentAt when it was sent, milliseconds since 1970
 */
record Command(long row, String id, String name, long sentAt) {

	static final String COLUMNS = "c.id, c.public_id, c.name, c.sent_at";

	static Command read(ResultSet row, int index) throws SQLException {
		return new Command(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4));
	}

}
