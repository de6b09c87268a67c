package io.m2x.server.values;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the values that a line of a chart goes through, never more than can be seen.
 *
 * @since 0.1.0
 */
@Component
public final class ValueCurve {

	/** How many points a line has at most. */
	private static final int MAX_POINTS = 1000;

	/** The condition in the order of the table's key. */
	private static final String FROM = " FROM stream_values WHERE stream_id = :stream AND at_ms BETWEEN :start AND :end";

	private final JdbcClient jdbc;

	ValueCurve(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return points in the order of time: without a start the newest values, otherwise
	 * all of the range, or its lowest and highest values if these are too many.
	 * @param stream the row of the stream
	 * @param start the earliest time, milliseconds since 1970, or {@code null}
	 * @param end the latest time, milliseconds since 1970
	 * @return the points
	 */
	public List<Point> read(long stream, @Nullable Long start, long end) {
		if (start == null) {
			return newest(stream, Long.MIN_VALUE, end);
		}
		Extent extent = this.jdbc.sql("SELECT COUNT(*), MIN(at_ms), MAX(at_ms)" + FROM)
			.param("stream", stream)
			.param("start", start)
			.param("end", end)
			.query(Extent::read)
			.single();
		return (extent.count() > MAX_POINTS) ? extremes(stream, extent) : newest(stream, start, end);
	}

	private List<Point> newest(long stream, long start, long end) {
		List<Point> points = new ArrayList<>(
				this.jdbc.sql("SELECT at_ms, num" + FROM + " ORDER BY stream_id, at_ms DESC LIMIT :limit")
					.param("stream", stream)
					.param("start", start)
					.param("end", end)
					.param("limit", MAX_POINTS)
					.query((row, index) -> new Point(row.getLong(1), row.getDouble(2)))
					.list());
		Collections.reverse(points);
		return points;
	}

	// An average would hide the peaks, which matter most.
	private List<Point> extremes(long stream, Extent extent) {
		int buckets = MAX_POINTS / 2;
		List<Point> points = new ArrayList<>();
		this.jdbc
			.sql("SELECT bucket, MIN(at_ms), MAX(at_ms), MIN(num), MAX(num) FROM (SELECT (at_ms - :start) / :step"
					+ " AS bucket, at_ms, num" + FROM + ") bucketed GROUP BY bucket ORDER BY bucket")
			.param("stream", stream)
			.param("start", extent.first())
			.param("end", extent.last())
			.param("step", (extent.last() - extent.first()) / buckets + 1)
			.query((RowCallbackHandler) (row) -> {
				points.add(new Point(row.getLong(2), row.getDouble(4)));
				points.add(new Point(row.getLong(3), row.getDouble(5)));
			});
		return points;
	}

	/**
	 * A value at a time.
	 *
	 * @param at milliseconds since 1970
	 * @param value the value
	 */
	public record Point(long at, double value) {

	}

	/**
	 * How much there is to draw.
	 *
	 * @param count the number of values
	 * @param first the time of the first one, milliseconds since 1970
	 * @param last the time of the last one, milliseconds since 1970
	 */
	private record Extent(long count, long first, long last) {

		static Extent read(ResultSet row, int index) throws SQLException {
			return new Extent(row.getLong(1), row.getLong(2), row.getLong(3));
		}

	}

}
