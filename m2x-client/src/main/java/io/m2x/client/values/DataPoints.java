package io.m2x.client.values;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;

/**
 * Values of one stream: those of the range that was asked for, or the newest of them.
 *
 * @param start the beginning of the range, or {@code null} if none was asked for
 * @param end the end of the range, by default the time of the call
 * @param limit how many values there are at most
 * @param values the values, newest first
 * @since 0.1.0
 */
public record DataPoints(@Nullable Instant start, @Nullable Instant end, @Nullable Integer limit,
		List<DataPoint> values) {

	public DataPoints {
		values = Present.items(values);
	}

	/**
	 * Return whether the range may hold more values than these, because there are as many
	 * as the limit allows, or their texts are so long that the server may have stopped.
	 * {@link M2xValues#listAll} reads all of them.
	 * @return {@code false} if these are all
	 */
	public boolean mayHaveMore() {
		return ValueLists.mayBeCut(this.limit, this.values.size(), this.values.stream().map(DataPoint::value));
	}

}
