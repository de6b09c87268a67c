package io.m2x.server.summaries;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A block to be summarized.
 *
 * @param stream the row of the stream
 * @param width the length of the block, milliseconds
 * @param start the beginning of the block, milliseconds since 1970
 * @param stamp a random number that every change of the block's values replaces
 * @param due when to make the summary
 */
record Mark(long stream, long width, long start, long stamp, long due) {

	static final String COLUMNS = "stream_id, width_ms, start_ms, stamp, due_ms";

	static Mark read(ResultSet row, int index) throws SQLException {
		return new Mark(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
	}

	TimeRange range() {
		return new TimeRange(this.start, this.start + this.width - 1);
	}

}
