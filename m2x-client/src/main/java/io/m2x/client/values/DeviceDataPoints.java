package io.m2x.client.values;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.Present;
import io.m2x.client.model.StreamValue;

/**
 * Values of several streams of a device: those of the range that was asked for, or the
 * newest of them.
 *
 * @param start the beginning of the range, or {@code null} if none was asked for
 * @param end the end of the range, by default the time of the call
 * @param limit how many rows there are at most
 * @param values one row per timestamp, newest first
 * @since 0.1.0
 */
public record DeviceDataPoints(@Nullable Instant start, @Nullable Instant end, @Nullable Integer limit,
		List<Row> values) {

	public DeviceDataPoints {
		values = Present.items(values);
	}

	/**
	 * Return whether the range may hold more rows than these, because there are as many
	 * as the limit allows, or their texts are so long that the server may have stopped.
	 * {@link M2xValues#listAllAcross} and {@link M2xValues#searchAll} read all of them.
	 * @return {@code false} if these are all
	 */
	public boolean mayHaveMore() {
		return ValueLists.mayBeCut(this.limit, this.values.size(),
				this.values.stream().flatMap((row) -> row.values().values().stream()));
	}

	/**
	 * What the streams of a device held at one instant.
	 *
	 * @param timestamp the instant
	 * @param values the values by name of the stream; a stream without a value at this
	 * instant is missing
	 */
	public record Row(@Nullable Instant timestamp, Map<String, StreamValue> values) {

		public Row {
			values = Present.entries(values);
		}

	}

}
