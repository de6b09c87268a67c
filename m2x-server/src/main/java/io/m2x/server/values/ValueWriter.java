package io.m2x.server.values;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.http.ResponseEntity;

import io.m2x.server.locations.LocationStore;
import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.security.DeviceAccess;
import io.m2x.server.security.DeviceScope;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamAccess;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.web.Replies;
import io.m2x.server.web.Validation;

/**
 * Writes what one request brings, as a whole or not at all.
 */
final class ValueWriter {

	/** How many values one request may bring. */
	static final int MAX_VALUES = 10_000;

	private final DeviceAccess devices;

	private final StreamAccess streams;

	private final StreamStore store;

	private final ValueStore values;

	private final LocationStore locations;

	private final Transactions transactions;

	ValueWriter(DeviceAccess devices, StreamAccess streams, StreamStore store, ValueStore values,
			LocationStore locations, Transactions transactions) {
		this.devices = devices;
		this.streams = streams;
		this.store = store;
		this.values = values;
		this.locations = locations;
		this.transactions = transactions;
	}

	ResponseEntity<Map<String, Object>> write(StreamAccess.Target target, List<Reading> readings) {
		this.transactions.write(() -> {
			this.values.put(this.streams.lock(target), readings);
			this.devices.touch(target.scope(), System.currentTimeMillis());
		});
		return Replies.accepted();
	}

	ResponseEntity<Map<String, Object>> write(DeviceScope scope, Map<DataStream, List<Reading>> readings,
			List<LocationUpdate> updates) {
		this.transactions.write(() -> {
			this.devices.lock(scope);
			requirePresent(scope, readings.keySet());
			readings.forEach(this.values::put);
			updates.forEach((update) -> this.locations.add(scope.device(), update));
			this.devices.touch(scope, System.currentTimeMillis());
		});
		return Replies.accepted();
	}

	// A stream may have been deleted since the request was read.
	private void requirePresent(DeviceScope scope, Set<DataStream> targets) {
		Set<Long> present = this.store.list(scope.device()).stream().map(DataStream::row).collect(Collectors.toSet());
		Validation validation = new Validation();
		targets.stream()
			.filter((stream) -> !present.contains(stream.row()))
			.forEach((stream) -> validation.reject(stream.name(), Validation.NOT_FOUND));
		validation.check();
	}

	void delete(StreamAccess.Target target, ValueRange range) {
		this.transactions.writeInParts(() -> {
			DataStream stream = this.streams.lock(target);
			boolean more = this.store.deleteOldestValues(stream.row(), range.startOrMin(), range.endOrMax());
			this.values.correctLatest(stream);
			return more;
		});
	}

}
