package io.m2x.server.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.locations.LocationStore;
import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamAccess;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.triggers.StreamValue;
import io.m2x.server.triggers.TriggerEvaluator;
import io.m2x.server.web.Responses;
import io.m2x.server.web.Validation;

/**
 * Writes what one request brings, as a whole or not at all.
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

	private final Transactions transactions;

	ValueWriter(DeviceAccess devices, StreamAccess streams, StreamStore store, ValueStore values,
			LocationStore locations, TriggerEvaluator triggers, Transactions transactions) {
		this.devices = devices;
		this.streams = streams;
		this.store = store;
		this.values = values;
		this.locations = locations;
		this.triggers = triggers;
		this.transactions = transactions;
	}

	ResponseEntity<Map<String, Object>> write(StreamAccess.Target target, List<DataPoint> points) {
		this.transactions.write(() -> save(target.scope(), Map.of(this.streams.lock(target), points)));
		return Responses.accepted();
	}

	ResponseEntity<Map<String, Object>> write(DeviceScope scope, Map<DataStream, List<DataPoint>> points,
			List<LocationUpdate> updates) {
		this.transactions.write(() -> {
			this.devices.lock(scope);
			requirePresent(scope, points.keySet());
			updates.forEach((update) -> this.locations.add(scope.device(), update));
			save(scope, points);
		});
		return Responses.accepted();
	}

	private void save(DeviceScope scope, Map<DataStream, List<DataPoint>> points) {
		long now = System.currentTimeMillis();
		this.triggers.evaluate(scope, streamValues(points), now);
		points.forEach(this.values::put);
		this.devices.touch(scope, now);
	}

	private static List<StreamValue> streamValues(Map<DataStream, List<DataPoint>> points) {
		List<StreamValue> values = new ArrayList<>();
		points.forEach((stream, ofStream) -> ofStream
			.forEach((point) -> values.add(new StreamValue(stream.name(), point.at(), point.number(), point.text()))));
		return values;
	}

	// A stream may have been deleted since the request was read.
	private void requirePresent(DeviceScope scope, Set<DataStream> targets) {
		Set<Long> present = Set.copyOf(this.store.rows(scope.device()));
		Validation validation = new Validation();
		targets.stream()
			.filter((stream) -> !present.contains(stream.row()))
			.forEach((stream) -> validation.reject(stream.name(), Validation.NOT_FOUND));
		validation.check();
	}

	void delete(StreamAccess.Target target, ValueRange range) {
		this.transactions.writeInParts(() -> {
			DataStream stream = this.streams.lock(target);
			boolean more = this.values.deleteOldest(stream.row(), range.startOrMin(), range.endOrMax());
			this.values.correctLatest(stream);
			return more;
		});
	}

}
