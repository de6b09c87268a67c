package io.m2x.server.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.summaries.SummarizedValues;
import io.m2x.server.summaries.TimeRange;

/**
 * Reads the numbers of a stream in ranges of time, without keeping them.
 */
@Component
final class ValueReader implements SummarizedValues {

	private static final int FETCHED_AT_ONCE = 1000;

	private static final String NUMBERS = "SELECT at_ms, num FROM stream_values WHERE stream_id = ? AND at_ms BETWEEN ? AND ?";

	private static final String NUMBERS_IN_RANGES = "SELECT at_ms, num FROM wanted CROSS JOIN stream_values"
			+ " WHERE stream_id = ? AND at_ms BETWEEN wanted.low AND wanted.high";

	private final JdbcClient jdbc;

	ValueReader(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void read(long stream, TimeRange range, Sink sink) {
		query(NUMBERS + " AND num IS NOT NULL ORDER BY at_ms", List.of(stream, range.from(), range.to()), sink);
	}

	@Override
	public OptionalLong first(long stream, TimeRange range) {
		Optional<Long> time = this.jdbc
			.sql("SELECT at_ms FROM stream_values WHERE stream_id = ? AND at_ms BETWEEN ? AND ? ORDER BY at_ms LIMIT 1")
			.params(stream, range.from(), range.to())
			.query(Long.class)
			.optional();
		return time.isPresent() ? OptionalLong.of(time.get()) : OptionalLong.empty();
	}

	// Read the newest values of ranges, the newest first.
	void newest(long stream, List<TimeRange> ranges, Bounds bounds, int limit, Sink sink) {
		boolean single = ranges.size() == 1;
		List<Object> parameters = single ? new ArrayList<>(List.of(stream, ranges.get(0).from(), ranges.get(0).to()))
				: TimeRange.parameters(ranges, stream);
		parameters.addAll(bounds.parameters());
		parameters.add(limit);
		query((single ? NUMBERS : TimeRange.sql(ranges) + inRanges(bounds)) + bounds.sql()
				+ " ORDER BY at_ms DESC LIMIT ?", parameters, sink);
	}

	// Read the values of ranges, in any order.
	void read(long stream, List<TimeRange> ranges, Bounds bounds, Sink sink) {
		for (List<TimeRange> chunk : TimeRange.chunks(ranges)) {
			List<Object> parameters = TimeRange.parameters(chunk, stream);
			parameters.addAll(bounds.parameters());
			query(TimeRange.sql(chunk) + inRanges(bounds) + bounds.sql(), parameters, sink);
		}
	}

	// With bounds among the conditions of the join, PostgreSQL would rather read the
	// whole
	// stream once than its ranges one by one. The limit keeps them out of it.
	private static String inRanges(Bounds bounds) {
		return bounds.exist()
				? "SELECT at_ms, num FROM (" + NUMBERS_IN_RANGES + " LIMIT " + Long.MAX_VALUE + ") ranged WHERE TRUE"
				: NUMBERS_IN_RANGES;
	}

	private void query(String sql, List<Object> parameters, Sink sink) {
		this.jdbc.sql(sql)
			.withFetchSize(FETCHED_AT_ONCE)
			.params(parameters)
			.query((RowCallbackHandler) (row) -> accept(row, sink));
	}

	private static void accept(ResultSet row, Sink sink) throws SQLException {
		sink.accept(row.getLong(1), row.getDouble(2));
	}

	/**
	 * A number at a time.
	 *
	 * @param at milliseconds since 1970
	 * @param value the number
	 */
	record TimedNumber(long at, double value) {

	}

}
