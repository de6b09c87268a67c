package io.m2x.server.triggers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.locations.Location;
import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Numbers;
import io.m2x.server.web.Validation;
import io.m2x.server.webhooks.Outbox;

/**
 * Creates the notification that tests a callback URL, with the current values or those of
 * the request.
 *
 * @param device the row of the device that it is about, {@link Outbox#NO_DEVICE} for none
 * @param body the notification as JSON
 */
record TestEvent(long device, String body) {

	private static final int MAX_TEXT = 5000;

	private static final int ID_LENGTH = 32;

	static TestEvent read(Fields fields, @Nullable WatchedDevice device, Trigger trigger, CurrentValues current,
			long now) {
		Map<String, StreamValue> values = new HashMap<>(current.values());
		Long time = fields.time("timestamp");
		long at = (time != null) ? time : now;
		Event event = Event.of(Event.TEST, device, trigger, at);
		TriggerConditions conditions = fields.has("condition") ? SingleStream.read(fields, "threshold", null)
				: trigger.conditions();
		event.with("conditions", conditions.toWire());
		String stream = fields.text("stream", MAX_TEXT);
		Iterable<String> names = (stream != null) ? List.of(stream) : conditions.byStream().keySet();
		@Nullable JsonNode value = fields.node("value");
		if (value != null && names.iterator().hasNext()) {
			String name = names.iterator().next();
			values.put(name, value(fields, name, at, value));
		}
		event.values(names, values, current.units());
		put(event, "trigger", fields.text("trigger_name", MAX_TEXT));
		put(event, "trigger_description", fields.text("trigger_description", MAX_TEXT));
		Fields place = fields.filled("location");
		@Nullable LocationUpdate location = (place != null) ? LocationUpdate.read(place, at) : null;
		if (location != null) {
			event.location(Location.of(location));
		}
		return new TestEvent((device != null) ? device.row() : Outbox.NO_DEVICE, event.toJson());
	}

	// Find the device that the notification is about.
	static @Nullable WatchedDevice resolveDevice(Fields fields, TriggerOwner owner, WatchedDevices devices) {
		String id = fields.text("device_id", ID_LENGTH);
		if (owner.isDevice()) {
			if (id != null && !id.equals(owner.id())) {
				fields.reject("device_id", Validation.NOT_FOUND);
			}
			return devices.find(owner.row()).orElseThrow();
		}
		if (id == null) {
			return null;
		}
		return fields.orReject(devices.findInDistribution(owner.row(), id).orElse(null), "device_id",
				Validation.NOT_FOUND);
	}

	private static StreamValue value(Fields fields, String stream, long at, JsonNode value) {
		Double number = value.isNumber() ? Numbers.parse(value) : null;
		String text = value.isNumber() ? null : fields.text("value", MAX_TEXT);
		if (number == null && text == null) {
			fields.reject("value", Validation.NOT_VALID);
		}
		return new StreamValue(stream, at, number, text);
	}

	private static void put(Event event, String member, @Nullable String text) {
		if (text != null) {
			event.with(member, text);
		}
	}

}
