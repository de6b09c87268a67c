package io.m2x.client.values;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.client.model.StreamValue;
import io.m2x.client.transport.Present;

/**
 * Values of several streams of a device.
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
