package io.m2x.client.values;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WithoutNulls;
import io.m2x.client.model.StreamValue;

/**
 * Values of several streams of a device: those of the requested range, or the newest of
 * them.
 *
 * @param start the start of the range, or {@code null} if none was requested
 * @param end the end of the range, by default the time of the call
 * @param limit the maximum number of rows
 * @param values one row per timestamp, newest first
 * @since 0.1.0
 */
public record DeviceDataPoints(@Nullable Instant start, @Nullable Instant end, @Nullable Integer limit,
		List<Row> values) {

	public DeviceDataPoints {
		values = WithoutNulls.list(values);
	}

	/**
	 * Return whether the range may contain more rows: the limit is reached, or the texts
	 * are so long that the server may have truncated the list.
	 * {@link M2xValues#listAllAcross} and {@link M2xValues#searchAll} read all rows.
	 * @return {@code false} if these are all rows of the range
	 */
	public boolean mayHaveMore() {
		return ValueLists.mayBeTruncated(this.limit, this.values.size(),
				this.values.stream().flatMap((row) -> row.values().values().stream()));
	}

	/**
	 * Values of a device's streams at one instant.
	 *
	 * @param timestamp the instant
	 * @param values the values by name of the stream; a stream without a value at this
	 * instant is missing
	 */
	public record Row(@Nullable Instant timestamp, Map<String, StreamValue> values) {

		public Row {
			values = WithoutNulls.map(values);
		}

	}

}
