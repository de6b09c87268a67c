package io.m2x.server.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.locations.LocationStore;
import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamAccess;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.triggers.StreamValue;
import io.m2x.server.triggers.TriggerEvaluator;
import io.m2x.server.web.Validation;

/**
 * Writes the values of one request and deletes values. Must be called inside a
 * transaction.
 */
@Component
final class ValueWriter {

	/** How many values one request may bring. */
	static final int MAX_VALUES = 10_000;

	private final DeviceAccess devices;

	private final StreamAccess streams;

	private final StreamStore store;

	private final ValueStore values;

	private final LocationStore locations;

	private final TriggerEvaluator triggers;

	ValueWriter(DeviceAccess devices, StreamAccess streams, StreamStore store, ValueStore values,
			LocationStore locations, TriggerEvaluator triggers) {
		this.devices = devices;
		this.streams = streams;
		this.store = store;
		this.values = values;
		this.locations = locations;
		this.triggers = triggers;
	}

	void write(StreamAccess.Target target, List<DataPoint> points) {
		save(target.scope(), Map.of(this.streams.lock(target), points));
	}

	void write(DeviceScope scope, Map<DataStream, List<DataPoint>> points, List<LocationUpdate> updates) {
		this.devices.lock(scope);
		requirePresent(scope, points.keySet());
		updates.forEach((update) -> this.locations.add(scope.device(), update));
		save(scope, points);
	}

	private void save(DeviceScope scope, Map<DataStream, List<DataPoint>> points) {
		long now = System.currentTimeMillis();
		this.triggers.evaluate(scope.device(), values(points), now);
		points.forEach(this.values::put);
		this.devices.touch(scope, now);
	}

	private static List<StreamValue> values(Map<DataStream, List<DataPoint>> points) {
		List<StreamValue> values = new ArrayList<>();
		points.forEach((stream, ofStream) -> ofStream
			.forEach((value) -> values.add(new StreamValue(stream.name(), value.at(), value.number(), value.text()))));
		return values;
	}

	// A stream may have been deleted since the request was read.
	private void requirePresent(DeviceScope scope, Set<DataStream> targets) {
		Set<Long> present = Set.copyOf(this.store.rows(scope.device()));
		List<String> missing = targets.stream()
			.filter((stream) -> !present.contains(stream.row()))
			.map(DataStream::name)
			.toList();
		if (!missing.isEmpty()) {
			throw Validation.failure(missing, Validation.NOT_FOUND);
		}
	}

	// Delete the oldest values of a range, as many as a short transaction can, and return
	// whether there are more.
	boolean deleteOldest(StreamAccess.Target target, ValueRange range) {
		DataStream stream = this.streams.lock(target);
		boolean more = this.values.deleteOldest(stream.row(), range.startOrMin(), range.endOrMax());
		this.values.correctLatest(stream);
		return more;
	}

}
