package io.m2x.server.triggers;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.locations.Location;

/**
 * What notifications tell about a device.
 *
 * @param row the row of the device
 * @param id the id on the wire
 * @param name the name
 * @param serial the serial
 * @param location the current location
 * @since 0.1.0
 */
public record WatchedDevice(long row, String id, String name, @Nullable String serial, @Nullable Location location) {

	WatchedDevice at(Location place) {
		return new WatchedDevice(this.row, this.id, this.name, this.serial, place);
	}

	// Return the device as it stands in notifications.
	Map<String, @Nullable Object> toWire() {
		Map<String, @Nullable Object> wire = new LinkedHashMap<>();
		wire.put("id", this.id);
		wire.put("name", this.name);
		wire.put("serial", this.serial);
		return wire;
	}

}
