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
 * One value for each of several streams of a device, all for the same instant, and
 * optionally the location.
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
	 * Return an update without values for the time of its writing.
	 * @return the update
	 */
	public static DeviceReading now() {
		return new DeviceReading(null, Map.of(), null);
	}

	/**
	 * Return an update without values for an instant.
	 * @param timestamp the instant
	 * @return the update
	 */
	public static DeviceReading at(Instant timestamp) {
		return new DeviceReading(timestamp, Map.of(), null);
	}

	/**
	 * Return the same update with a number for a stream.
	 * @param stream the name of the stream
	 * @param value the number, neither NaN nor infinite
	 * @return the update
	 */
	public DeviceReading with(String stream, double value) {
		return with(stream, StreamValue.of(value));
	}

	/**
	 * Return the same update with a text for a stream.
	 * @param stream the name of the stream
	 * @param value the text
	 * @return the update
	 */
	public DeviceReading with(String stream, String value) {
		return with(stream, StreamValue.of(value));
	}

	/**
	 * Return the same update with the location of the device.
	 * @param location the location
	 * @return the update
	 */
	public DeviceReading withLocation(@Nullable LocationUpdate location) {
		return new DeviceReading(this.timestamp, this.values, location);
	}

	DeviceReading at(DeviceRef device, @Nullable WriteClock clock) {
		return (this.timestamp != null || clock == null) ? this
				: new DeviceReading(clock.take(device, 1), this.values, this.location);
	}

	// Whether it does no more when it arrives twice: the time of arrival differs, and
	// each location becomes a waypoint.
	boolean replacesItself() {
		return this.timestamp != null && this.location == null;
	}

	private DeviceReading with(String stream, StreamValue value) {
		Map<String, StreamValue> extended = new LinkedHashMap<>(this.values);
		extended.put(stream, value);
		return new DeviceReading(this.timestamp, extended, this.location);
	}

}
