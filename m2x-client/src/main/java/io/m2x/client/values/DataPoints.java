package io.m2x.client.values;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;

/**
 * Values of one stream: those of the requested range, or the newest of them.
 *
 * @param start the start of the range, or {@code null} if none was requested
 * @param end the end of the range, by default the time of the call
 * @param limit the maximum number of values
 * @param values the values, newest first
 * @since 0.1.0
 */
public record DataPoints(@Nullable Instant start, @Nullable Instant end, @Nullable Integer limit,
		List<DataPoint> values) {

	public DataPoints {
		values = WithoutNulls.list(values);
	}

	/**
	 * Return whether the range may contain more values: the limit is reached, or the
	 * texts are so long that the server may have truncated the list.
	 * {@link M2xValues#listAll} reads all values.
	 * @return {@code false} if these are all values of the range
	 */
	public boolean mayHaveMore() {
		return ValueLists.mayBeTruncated(this.limit, this.values.size(), this.values.stream().map(DataPoint::value));
	}

}
