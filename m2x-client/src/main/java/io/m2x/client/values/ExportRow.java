package io.m2x.client.values;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.client.model.StreamValue;

/**
 * Row of an export: the values of a device's streams at one instant.
 *
 * @param timestamp the instant
 * @param values the values by name of the stream, in the order of the columns; a stream
 * without a value at this instant is missing
 * @param position where the device was, or {@code null} if unknown or not requested
 * @since 0.1.0
 */
public record ExportRow(Instant timestamp, Map<String, StreamValue> values, @Nullable Position position) {

	public ExportRow {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * Position of a device.
	 *
	 * @param latitude degrees north of the equator, -90 to 90
	 * @param longitude degrees east of Greenwich, -180 to 180
	 * @param elevation height in the unit the device uses, usually metres, or
	 * {@code null}
	 */
	public record Position(double latitude, double longitude, @Nullable Double elevation) {

	}

}
