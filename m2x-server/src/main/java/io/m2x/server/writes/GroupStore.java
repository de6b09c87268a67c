package io.m2x.server.writes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.stereotype.Component;

import io.m2x.server.access.KnownDevices;
import io.m2x.server.locations.LocationStore;
import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.triggers.DeviceEvaluations;
import io.m2x.server.triggers.TriggerEvaluator;
import io.m2x.server.triggers.Watching;
import io.m2x.server.values.Series;
import io.m2x.server.values.ValueStore;

/**
 * Stores what several requests brought, with as few statements as for one. Must be called
 * inside a transaction.
 */
@Component
final class GroupStore {

	private final GroupVerifier verifier;

	private final KnownDevices devices;

	private final ValueStore values;

	private final LocationStore locations;

	private final TriggerEvaluator triggers;

	GroupStore(GroupVerifier verifier, KnownDevices devices, ValueStore values, LocationStore locations,
			TriggerEvaluator triggers) {
		this.verifier = verifier;
		this.devices = devices;
		this.values = values;
		this.locations = locations;
		this.triggers = triggers;
	}

	// Store a group in its order. Writes that are refused know why afterwards.
	void store(List<DataWrite> group) {
		List<DataWrite> writes = this.verifier.verify(group);
		if (writes.isEmpty()) {
			return;
		}
		long now = System.currentTimeMillis();
		this.devices.touch(writes.stream().map(DataWrite::device).distinct().sorted().toList(), now);
		evaluate(writes, now);
		List<Series> series = new ArrayList<>();
		SortedMap<Long, List<LocationUpdate>> places = new TreeMap<>();
		for (DataWrite write : writes) {
			series.addAll(write.sent().series());
			if (!write.sent().locations().isEmpty()) {
				places.computeIfAbsent(write.device(), (row) -> new ArrayList<>()).addAll(write.sent().locations());
			}
		}
		this.values.put(series);
		this.locations.add(places);
	}

	private void evaluate(List<DataWrite> writes, long now) {
		Map<Long, Watching> watched = new HashMap<>();
		for (DataWrite write : writes) {
			Watching watching = write.target().watching();
			if (write.sent().series().stream().anyMatch((one) -> watching.contains(one.stream().name()))) {
				watched.put(write.device(), watching);
			}
		}
		if (watched.isEmpty()) {
			return;
		}
		DeviceEvaluations evaluations = this.triggers.begin(watched.values(), now);
		for (DataWrite write : writes) {
			if (watched.containsKey(write.device())) {
				evaluations.evaluate(write.device(), write.sent().toStreamValues(), write.sent().locations());
			}
		}
		evaluations.save();
	}

}
