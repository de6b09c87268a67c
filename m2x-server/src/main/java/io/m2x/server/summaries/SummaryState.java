package io.m2x.server.summaries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import io.m2x.server.web.Timestamps;

/**
 * How far the values of a stream are summarized.
 *
 * @param stream the row of the stream
 * @param until the beginning of the first hour without any summary and mark; a write from
 * here on needs no care
 * @param scanFrom the beginning of the hours to look for values in
 * @param scanTo the end of these hours, which is not included
 * @param due when to look at the stream again
 */
record SummaryState(long stream, long until, long scanFrom, long scanTo, long due) {

	/** The time of what has nothing to wait for. */
	static final long NEVER = Long.MAX_VALUE;

	static final String COLUMNS = "stream_id, until_ms, scan_from, scan_to, due_ms";

	/** Values may be late by so much before a summary is made in vain. */
	private static final long LAG = Duration.ofMinutes(5).toMillis();

	/** The streams of an hour are not summarized all at once. */
	private static final int SPREAD = 600_000;

	static SummaryState ofNew(long stream, long due) {
		return new SummaryState(stream, Timestamps.MIN, Timestamps.MIN, Timestamps.MIN, due);
	}

	static SummaryState read(ResultSet row, int index) throws SQLException {
		return new SummaryState(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
	}

	// Return when the hour of a time can be summarized.
	static long closing(long stream, long at) {
		return Block.startOf(Block.HOUR, at) + Block.HOUR + lag(stream);
	}

	// Return the beginning of the first hour that can't be summarized yet.
	static long end(long stream, long now) {
		return Block.startOf(Block.HOUR, now - lag(stream));
	}

	private static long lag(long stream) {
		return LAG + Math.floorMod(Long.hashCode(stream * 0x9E3779B97F4A7C15L), SPREAD);
	}

	boolean isScanning() {
		return this.scanFrom < this.scanTo;
	}

	SummaryState dueAt(long newDue) {
		return new SummaryState(this.stream, this.until, this.scanFrom, this.scanTo, newDue);
	}

	SummaryState summarizedUntil(long newUntil) {
		return new SummaryState(this.stream, newUntil, this.scanFrom, this.scanTo, this.due);
	}

	SummaryState scannedUntil(long newFrom) {
		return new SummaryState(this.stream, this.until, newFrom, this.scanTo, this.due);
	}

	// Look for values in more hours.
	SummaryState scanning(long from, long to) {
		return isScanning() ? new SummaryState(this.stream, this.until, Math.min(this.scanFrom, from),
				Math.max(this.scanTo, to), this.due) : new SummaryState(this.stream, this.until, from, to, this.due);
	}

}
