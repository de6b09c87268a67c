package io.m2x.sample.monitor;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.client.devices.Device;
import io.m2x.client.locations.Location;
import io.m2x.client.model.StreamValue;
import io.m2x.client.values.StreamStats;

/**
 * View of a device for the page, without the key of the device.
 *
 * @param id the id
 * @param name the name
 * @param serial the serial, or {@code null}
 * @param crop what grows there, or {@code null} if the metadata has no crop
 * @param place where the device is, or {@code null} if it was never located
 * @param values the latest values by name of the stream
 * @param stats the statistics of the last minutes by name of the stream, which include
 * the latest values
 * @param lastActivity when the device last sent data, or {@code null} if unknown
 */
record DeviceView(String id, String name, @Nullable String serial, @Nullable String crop, @Nullable Place place,
		Map<String, StreamValue> values, Map<String, StreamStats> stats, @Nullable Instant lastActivity) {

	static DeviceView of(Device device, Map<String, StreamStats> stats) {
		return new DeviceView(device.id(), device.name(), device.serial(), device.metadata().get("crop"),
				Place.of(device.location()), device.streamValues(), stats, device.lastActivity());
	}

	/**
	 * Where a device is.
	 *
	 * @param name the name of the place, or {@code null}
	 * @param latitude degrees north of the equator
	 * @param longitude degrees east of Greenwich
	 */
	record Place(@Nullable String name, @Nullable Double latitude, @Nullable Double longitude) {

		private static @Nullable Place of(@Nullable Location location) {
			return (location != null) ? new Place(location.name(), location.latitude(), location.longitude()) : null;
		}

	}

}
