package io.m2x.server.values;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.summaries.Moments;
import io.m2x.server.summaries.TimeRange;
import io.m2x.server.web.Timestamps;

/**
 * Reads the values that a line of a chart goes through, never more than can be seen. Must
 * be called inside a transaction.
 *
 * @since 0.1.0
 */
@Component
public final class ValueCurve {

	/** How many points a line has at most. */
	private static final int MAX_POINTS = 1000;

	private final ValueReader values;

	private final Coverage coverage;

	ValueCurve(ValueReader values, Coverage coverage) {
		this.values = values;
		this.coverage = coverage;
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
			return newest(stream, new TimeRange(Timestamps.MIN, end));
		}
		TimeRange range = new TimeRange(start, end);
		Moments all = this.coverage.summarize(stream, range, Bounds.NONE);
		return (all.count() > MAX_POINTS) ? extremes(stream, all) : newest(stream, range);
	}

	private List<Point> newest(long stream, TimeRange range) {
		List<Point> points = new ArrayList<>();
		this.values.newest(stream, List.of(range), Bounds.NONE, MAX_POINTS,
				(at, value) -> points.add(new Point(at, value)));
		Collections.reverse(points);
		return points;
	}

	// An average would hide the peaks, which matter most.
	private List<Point> extremes(long stream, Moments all) {
		long length = (all.lastAt() - all.firstAt()) / (MAX_POINTS / 2) + 1;
		Buckets buckets = new Buckets(all.firstAt(), length);
		this.coverage.summarize(stream, new TimeRange(all.firstAt(), all.lastAt()), Bounds.NONE, buckets);
		List<Point> points = new ArrayList<>();
		for (Moments bucket : buckets.moments().descendingMap().values()) {
			points.add(new Point(bucket.firstAt(), bucket.min()));
			points.add(new Point(bucket.lastAt(), bucket.max()));
		}
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

}
