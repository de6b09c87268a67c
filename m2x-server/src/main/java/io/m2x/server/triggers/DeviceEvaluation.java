package io.m2x.server.triggers;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.m2x.server.locations.Location;
import io.m2x.server.locations.LocationUpdate;

/**
 * Evaluates the triggers of one device while it sends values and locations.
 */
final class DeviceEvaluation {

	private final long device;

	private final List<Evaluation> evaluations;

	private final CurrentValues current;

	private final WatchedDevices devices;

	private @Nullable WatchedDevice details;

	private @Nullable LocationUpdate reported;

	DeviceEvaluation(long device, List<Evaluation> evaluations, CurrentValues current, WatchedDevices devices) {
		this.device = device;
		this.evaluations = evaluations;
		this.current = current;
		this.devices = devices;
	}

	// Note a location, which is not stored yet.
	void locate(LocationUpdate location) {
		if (this.reported == null || location.at() >= this.reported.at()) {
			this.reported = location;
		}
	}

	// Follow values in the order of their times.
	void follow(Collection<StreamValue> values, Notifications notifications) {
		TreeMap<Long, Map<String, StreamValue>> moments = new TreeMap<>();
		for (StreamValue value : values) {
			moments.computeIfAbsent(value.at(), (at) -> new HashMap<>()).put(value.stream(), value);
		}
		moments.forEach((at, moment) -> step(at, moment.values(), notifications));
	}

	private void step(long at, Collection<StreamValue> moment, Notifications notifications) {
		Set<String> news = this.current.take(moment);
		for (Evaluation evaluation : this.evaluations) {
			if (evaluation.watchesAny(news)) {
				for (String event : evaluation.step(this.current)) {
					notifications.add(evaluation.trigger(), this.device, body(evaluation.trigger(), event, at));
				}
			}
		}
	}

	private String body(Trigger trigger, String event, long at) {
		return Event.of(event, details(), trigger, at)
			.values(trigger.conditions().byStream().keySet(), this.current.values(), this.current.units())
			.toJson();
	}

	private WatchedDevice details() {
		if (this.details == null) {
			this.details = this.devices.find(this.device).orElseThrow();
		}
		WatchedDevice stored = this.details;
		@Nullable LocationUpdate latest = this.reported;
		if (latest == null || (stored.location() != null
				&& stored.location().timestamp().isAfter(Instant.ofEpochMilli(latest.at())))) {
			return stored;
		}
		return stored.at(Location.of(latest));
	}

	// Return all triggers.
	List<Trigger> triggers() {
		return this.evaluations.stream().map(Evaluation::trigger).toList();
	}

	// Return the triggers whose state differs from what is stored.
	List<Evaluation> changed() {
		return this.evaluations.stream().filter(Evaluation::hasChanged).toList();
	}

}
