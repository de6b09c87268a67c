package io.m2x.server.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.Fields;
import io.m2x.server.web.Timestamps;

/**
 * How to thin out the values of a stream.
 *
 * @param type the name of the method
 * @param interval seconds of a bucket; for {@code nth} a number of values
 * @param limit the greatest number of samples
 */
record Sampling(String type, long interval, int limit) {

	private static final String NTH = "nth";

	private static final Map<String, String> FUNCTIONS = Map.of("min", "MIN(num)", "max", "MAX(num)", "count",
			"COUNT(num)", "avg", "AVG(num)", "sum", "SUM(num)", "stddev", "STDDEV_POP(num)", NTH, "");

	private static final int MAX_SAMPLES = 1000;

	private static final long MAX_INTERVAL = 1_000_000_000;

	private static final long MILLIS = 1000;

	private static final long DEFAULT_WINDOW = 1000;

	static @Nullable Sampling read(Fields fields) {
		fields.require("interval");
		Long interval = fields.integer("interval", 1, MAX_INTERVAL);
		String type = fields.choice("type", FUNCTIONS.keySet());
		int limit = fields.limit("limit", MAX_SAMPLES, MAX_SAMPLES);
		return (interval != null) ? new Sampling((type != null) ? type : "avg", interval, limit) : null;
	}

	// Return the range with its start fixed; without one it spans a thousand intervals
	// before the end or, if that is open, before now.
	ValueRange window(ValueRange range, long now) {
		long end = (range.end() != null) ? range.end() : now;
		long start = Math.max(end - DEFAULT_WINDOW * this.interval * MILLIS, Timestamps.MIN);
		return range.between((range.start() != null) ? range.start() : start, range.end());
	}

	// Return the length of a bucket in the unit that the statement counts in.
	long step() {
		return NTH.equals(this.type) ? this.interval : this.interval * MILLIS;
	}

	String sql(String condition) {
		if (NTH.equals(this.type)) {
			return "SELECT at_ms, num FROM (SELECT at_ms, num, ROW_NUMBER() OVER (ORDER BY at_ms) AS place"
					+ " FROM stream_values WHERE" + condition
					+ ") counted WHERE MOD(place, :interval) = 0 ORDER BY at_ms DESC LIMIT :limit";
		}
		// The inner remainder is negative before 1970; the outer one makes buckets begin
		// at multiples of the interval there too.
		return "SELECT bucket, " + FUNCTIONS.get(this.type)
				+ " FROM (SELECT at_ms - MOD(MOD(at_ms, :interval) + :interval, :interval) AS bucket, num"
				+ " FROM stream_values WHERE" + condition
				+ ") bucketed GROUP BY bucket ORDER BY bucket DESC LIMIT :limit";
	}

	/**
	 * One sample, in the form of the API's JSON.
	 *
	 * @param timestamp the beginning of the bucket, or the time of the value itself
	 * @param value the value
	 */
	record Sample(Instant timestamp, @Nullable Double value) {

		static Sample read(ResultSet row, int index) throws SQLException {
			return new Sample(Instant.ofEpochMilli(row.getLong(1)), Statistics.number(row, 2));
		}

		List<@Nullable Object> cells() {
			return Arrays.asList(this.timestamp, this.value);
		}

	}

}
