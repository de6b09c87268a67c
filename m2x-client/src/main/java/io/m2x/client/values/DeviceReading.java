package io.m2x.client.values;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.client.internal.WireTime;
import io.m2x.client.internal.WriteClock;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.StreamValue;

/**
 * Values of several streams of a device at one instant, and optionally its location.
 *
 * <pre>{@code
 * values.write(device, DeviceReading.now().with("temperature", 21.5).with("humidity", 48));
 * }</pre>
 *
 * @param timestamp the instant, to the millisecond, or {@code null} for now
 * @param values the values by name of the stream; the streams must exist
 * @param location where the device is, or {@code null}
 * @since 0.1.0
 */
public record DeviceReading(@Nullable Instant timestamp, Map<String, StreamValue> values,
		@Nullable LocationUpdate location) {

	public DeviceReading {
		WireTime.check("timestamp", timestamp);
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * Create a reading without values for the time at which it is written.
	 * @return the reading
	 */
	public static DeviceReading now() {
		return new DeviceReading(null, Map.of(), null);
	}

	/**
	 * Create a reading without values for an instant.
	 * @param timestamp the instant
	 * @return the reading
	 */
	public static DeviceReading at(Instant timestamp) {
		return new DeviceReading(timestamp, Map.of(), null);
	}

	/**
	 * Return a copy with a number for a stream.
	 * @param stream the name of the stream
	 * @param value the number, neither NaN nor infinite
	 * @return the reading
	 */
	public DeviceReading with(String stream, double value) {
		return with(stream, StreamValue.of(value));
	}

	/**
	 * Return a copy with a text for a stream.
	 * @param stream the name of the stream
	 * @param value the text
	 * @return the reading
	 */
	public DeviceReading with(String stream, String value) {
		return with(stream, StreamValue.of(value));
	}

	/**
	 * Return a copy with the location of the device.
	 * @param location the location
	 * @return the reading
	 */
	public DeviceReading withLocation(@Nullable LocationUpdate location) {
		return new DeviceReading(this.timestamp, this.values, location);
	}

	DeviceReading at(DeviceRef device, @Nullable WriteClock clock) {
		return (this.timestamp != null || clock == null) ? this
				: new DeviceReading(clock.take(device, 1), this.values, this.location);
	}

	// Whether writing it twice has the same effect as once. Without a timestamp the
	// server adds a new one, and each location becomes a waypoint.
	boolean replacesItself() {
		return this.timestamp != null && this.location == null;
	}

	private DeviceReading with(String stream, StreamValue value) {
		Map<String, StreamValue> extended = new LinkedHashMap<>(this.values);
		extended.put(stream, value);
		return new DeviceReading(this.timestamp, extended, this.location);
	}

}
