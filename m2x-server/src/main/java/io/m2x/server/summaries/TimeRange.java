package io.m2x.server.summaries;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A stretch of time.
 *
 * @param from the earliest time, milliseconds since 1970
 * @param to the latest time, milliseconds since 1970; before the earliest one if the
 * range is empty
 * @since 0.1.0
 */
public record TimeRange(long from, long to) {

	/** How many ranges one statement reads at most. */
	public static final int MAX_IN_STATEMENT = 1000;

	/**
	 * Return whether there is no time in the range.
	 * @return whether it ends before it begins
	 */
	public boolean isEmpty() {
		return this.to < this.from;
	}

	/**
	 * Return the time that is in another range too.
	 * @param other the other range
	 * @return the time in both ranges
	 */
	public TimeRange within(TimeRange other) {
		return new TimeRange(Math.max(this.from, other.from), Math.min(this.to, other.to));
	}

	/**
	 * Return the beginning of a statement that joins with ranges.
	 * @param ranges the ranges, one at least
	 * @return the SQL that makes the ranges a table {@code wanted} with the columns
	 * {@code low} and {@code high}; {@link #parameters} has its parameters
	 */
	public static String sql(List<TimeRange> ranges) {
		return "WITH wanted (low, high) AS (VALUES (CAST(? AS BIGINT), CAST(? AS BIGINT))"
				+ ", (?, ?)".repeat(ranges.size() - 1) + ") ";
	}

	/**
	 * Return the parameters of a statement that joins with ranges.
	 * @param ranges the ranges
	 * @param others what follows them
	 * @return all parameters
	 */
	public static List<Object> parameters(List<TimeRange> ranges, Object... others) {
		List<Object> parameters = new ArrayList<>(2 * ranges.size() + others.length);
		for (TimeRange range : ranges) {
			parameters.add(range.from());
			parameters.add(range.to());
		}
		Collections.addAll(parameters, others);
		return parameters;
	}

	/**
	 * Divide ranges among statements.
	 * @param ranges the ranges
	 * @return lists of ranges, each short enough for one statement
	 */
	public static List<List<TimeRange>> chunks(List<TimeRange> ranges) {
		List<List<TimeRange>> chunks = new ArrayList<>();
		for (int i = 0; i < ranges.size(); i += MAX_IN_STATEMENT) {
			chunks.add(ranges.subList(i, Math.min(i + MAX_IN_STATEMENT, ranges.size())));
		}
		return chunks;
	}

	/**
	 * Put ranges together where one begins at the end of the one before.
	 * @param ranges the ranges in ascending order
	 * @return the same time in as few ranges as possible, without empty ones
	 */
	public static List<TimeRange> merge(List<TimeRange> ranges) {
		List<TimeRange> merged = new ArrayList<>();
		for (TimeRange range : ranges) {
			int last = merged.size() - 1;
			if (last >= 0 && !range.isEmpty() && merged.get(last).to() + 1 >= range.from()) {
				merged.set(last, new TimeRange(merged.get(last).from(), Math.max(merged.get(last).to(), range.to())));
			}
			else if (!range.isEmpty()) {
				merged.add(range);
			}
		}
		return merged;
	}

}
