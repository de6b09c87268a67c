package io.m2x.server.triggers;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.locations.Location;
import io.m2x.server.web.Numbers;
import io.m2x.server.web.WireJson;

/**
 * Builds the notification that a callback URL gets.
 */
final class Event {

	static final String FIRED = "fired";

	static final String RESET = "reset";

	static final String TEST = "test";

	private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

	private Event() {
	}

	// Create an event with the members of the trigger.
	static Event of(String event, @Nullable WatchedDevice device, Trigger trigger, long at) {
		TriggerDefinition definition = trigger.definition();
		Event notification = new Event();
		notification.members.put("event", event);
		notification.members.put("device", (device != null) ? device.toWire() : null);
		notification.members.put("trigger", definition.name());
		notification.members.put("conditions", definition.conditions().toWire());
		notification.members.put("values", Map.of());
		notification.members.put("timeframe", definition.timeframe());
		notification.members.put("custom_data", definition.customData());
		notification.members.put("timestamp", Instant.ofEpochMilli(at));
		if (definition.sendLocation() && device != null && device.location() != null) {
			notification.location(device.location());
		}
		return notification;
	}

	// Add the values of the streams that the trigger watches.
	Event values(Iterable<String> streams, Map<String, StreamValue> current, Map<String, String> units) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (String stream : streams) {
			@Nullable StreamValue value = current.get(stream);
			if (value != null) {
				values.put(stream, value(value, units.get(stream)));
			}
		}
		return with("values", values);
	}

	private static Map<String, @Nullable Object> value(StreamValue value, @Nullable String unit) {
		Map<String, @Nullable Object> wire = new LinkedHashMap<>();
		wire.put("value", (value.number() != null) ? Numbers.plain(value.number()) : value.text());
		wire.put("timestamp", Instant.ofEpochMilli(value.at()));
		wire.put("unit", unit);
		return wire;
	}

	Event location(Location location) {
		return with("location", location);
	}

	Event with(String member, Object value) {
		this.members.put(member, value);
		return this;
	}

	String toJson() {
		return WireJson.MAPPER.writeValueAsString(this.members);
	}

}
