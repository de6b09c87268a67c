package io.m2x.server.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.store.Columns;
import io.m2x.server.streams.DataStream;
import io.m2x.server.summaries.TimeRange;
import io.m2x.server.web.Responses;

/**
 * Lists values of a stream, no more than fit into a response. Must be called inside a
 * transaction.
 */
@Component
final class ValueLists {

	private static final String SELECT = "SELECT at_ms, num, txt";

	/** Texts can be so long that only few of them should be in memory. */
	private static final int FETCHED_AT_ONCE = 100;

	private final JdbcClient jdbc;

	private final BoundedValues bounded;

	private final GreatestValues greatest;

	ValueLists(JdbcClient jdbc, BoundedValues bounded, GreatestValues greatest) {
		this.jdbc = jdbc;
		this.bounded = bounded;
		this.greatest = greatest;
	}

	List<DataPoint> newest(DataStream stream, ValueRange range, int limit) {
		return byTime(stream, range, false, limit);
	}

	List<DataPoint> byValue(DataStream stream, ValueRange range, boolean ascending, int limit) {
		if (stream.numeric()) {
			return this.greatest.find(stream.row(), range.time(), range.bounds(), ascending, limit)
				.stream()
				.map((number) -> new DataPoint(number.at(), number.value(), null))
				.toList();
		}
		String direction = ascending ? " ASC" : " DESC";
		Listed listed = new Listed(limit);
		read(stream, range, List.of(range.time()), "txt" + direction + ", at_ms" + direction, listed);
		return listed.points;
	}

	List<DataPoint> byTime(DataStream stream, ValueRange range, boolean ascending, int limit) {
		Listed listed = new Listed(limit);
		String order = ascending ? "at_ms" : "at_ms DESC";
		ValueRange.@Nullable BoundStream bound = range.boundStream(stream);
		if (bound == null) {
			read(stream, range, List.of(range.time()), order, listed);
			return listed.points;
		}
		this.bounded.visit(bound.row(), range.time(), bound.bounds(), ascending, (ranges) -> {
			List<List<TimeRange>> chunks = TimeRange.chunks(ranges);
			if (!ascending) {
				Collections.reverse(chunks);
			}
			chunks.forEach((chunk) -> read(stream, range, chunk, order, listed));
			return !listed.isFull();
		});
		return listed.points;
	}

	private void read(DataStream stream, ValueRange range, List<TimeRange> times, String order, Listed listed) {
		if (listed.isFull()) {
			return;
		}
		boolean single = times.size() == 1;
		// The limit keeps the conditions out of the join, as they would lead PostgreSQL
		// to
		// read the whole stream.
		String sql = single ? SELECT + " FROM stream_values WHERE stream_id = :stream AND at_ms BETWEEN :start AND :end"
				: "WITH wanted (low, high) AS (VALUES (CAST(:start AS BIGINT), CAST(:end AS BIGINT)), :times) " + SELECT
						+ " FROM (SELECT v.* FROM wanted CROSS JOIN stream_values v WHERE v.stream_id = :stream"
						+ " AND v.at_ms BETWEEN wanted.low AND wanted.high LIMIT " + Long.MAX_VALUE
						+ ") stream_values WHERE TRUE";
		JdbcClient.StatementSpec statement = this.jdbc
			.sql(sql + range.condition(stream) + " ORDER BY " + order + " LIMIT :limit")
			.withFetchSize(FETCHED_AT_ONCE)
			.param("stream", stream.row())
			.param("start", times.get(0).from())
			.param("end", times.get(0).to())
			.param("limit", listed.left());
		if (!single) {
			statement.param("times",
					times.stream().skip(1).map((time) -> new Object[] { time.from(), time.to() }).toList());
		}
		range.apply(statement).query(listed::addAll);
	}

	/**
	 * What was found until now.
	 */
	private static final class Listed {

		private final int limit;

		private final List<DataPoint> points = new ArrayList<>();

		private long size;

		Listed(int limit) {
			this.limit = limit;
		}

		boolean isFull() {
			return left() <= 0 || this.size > Responses.MAX_SIZE;
		}

		int left() {
			return this.limit - this.points.size();
		}

		List<DataPoint> addAll(ResultSet rows) throws SQLException {
			while (!isFull() && rows.next()) {
				DataPoint point = new DataPoint(rows.getLong(1), Columns.number(rows, 2), rows.getString(3));
				this.points.add(point);
				this.size += (point.text() != null) ? point.text().length() : 0;
			}
			return this.points;
		}

	}

}
