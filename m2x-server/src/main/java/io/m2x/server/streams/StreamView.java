package io.m2x.server.streams;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.m2x.server.web.ApiRequest;

/**
 * A stream in the form of the API's JSON.
 *
 * @param name the name
 * @param displayName the name for people
 * @param value the current value, a number or text
 * @param latestValueAt the time of the current value
 * @param type {@code numeric} or {@code alphanumeric}
 * @param unit the unit of the values
 * @param url the address of the stream
 * @param created the time of creation
 * @param updated the time of the last edit
 * @since 0.1.0
 */
public record StreamView(String name, @Nullable String displayName, @Nullable Object value,
		@Nullable Instant latestValueAt, String type, Unit unit, String url, Instant created, Instant updated) {

	static StreamView of(DataStream stream, String device, ApiRequest request) {
		return of(stream, request.url("devices", device, "streams", stream.name()));
	}

	/**
	 * Return the view of a stream.
	 * @param stream the stream
	 * @param url the address of the stream
	 * @return the stream in the form of the API's JSON
	 */
	public static StreamView of(DataStream stream, String url) {
		Long latestAt = stream.latestAt();
		return new StreamView(stream.name(), stream.displayName(), stream.value(),
				(latestAt != null) ? Instant.ofEpochMilli(latestAt) : null,
				stream.numeric() ? DataStream.NUMERIC : DataStream.ALPHANUMERIC,
				new Unit(stream.unitLabel(), stream.unitSymbol()), url, Instant.ofEpochMilli(stream.createdAt()),
				Instant.ofEpochMilli(stream.updatedAt()));
	}

	/**
	 * A unit in the form of the API's JSON.
	 *
	 * @param label the name of the unit
	 * @param symbol the symbol of the unit
	 */
	public record Unit(@Nullable String label, @Nullable String symbol) {

	}

}
