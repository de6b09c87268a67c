package io.m2x.client.values;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.StreamValue;
import io.m2x.client.transport.WireTime;
import io.m2x.client.transport.WriteClock;

/**
 * One value for each of several streams of a device, all for the same instant, and
 * optionally the location.
 *
 * @param timestamp the instant, to the millisecond, or {@code null} for now
 * @param values the values by name of the stream; the streams must exist
 * @param location where the device is, or {@code null}
 * @since 0.1.0
 */
public record DeviceUpdate(@Nullable Instant timestamp, Map<String, StreamValue> values,
		@Nullable LocationUpdate location) {

	public DeviceUpdate {
		WireTime.check("timestamp", timestamp);
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * Return an update without values for the time of its writing.
	 * @return the update
	 */
	public static DeviceUpdate now() {
		return new DeviceUpdate(null, Map.of(), null);
	}

	/**
	 * Return an update without values for an instant.
	 * @param timestamp the instant
	 * @return the update
	 */
	public static DeviceUpdate at(Instant timestamp) {
		return new DeviceUpdate(timestamp, Map.of(), null);
	}

	/**
	 * Return the same update with a number for a stream.
	 * @param stream the name of the stream
	 * @param value the number, neither NaN nor infinite
	 * @return the update
	 */
	public DeviceUpdate with(String stream, double value) {
		return with(stream, StreamValue.of(value));
	}

	/**
	 * Return the same update with a text for a stream.
	 * @param stream the name of the stream
	 * @param value the text
	 * @return the update
	 */
	public DeviceUpdate with(String stream, String value) {
		return with(stream, StreamValue.of(value));
	}

	/**
	 * Return the same update with the location of the device.
	 * @param location the location
	 * @return the update
	 */
	public DeviceUpdate withLocation(@Nullable LocationUpdate location) {
		return new DeviceUpdate(this.timestamp, this.values, location);
	}

	DeviceUpdate at(DeviceRef device, @Nullable WriteClock clock) {
		return (this.timestamp != null || clock == null) ? this
				: new DeviceUpdate(clock.take(device, 1), this.values, this.location);
	}

	// Whether it does no more when it arrives twice: the time of arrival differs, and
	// each location becomes a waypoint.
	boolean replacesItself() {
		return this.timestamp != null && this.location == null;
	}

	private DeviceUpdate with(String stream, StreamValue value) {
		Map<String, StreamValue> extended = new LinkedHashMap<>(this.values);
		extended.put(stream, value);
		return new DeviceUpdate(this.timestamp, extended, this.location);
	}

}
