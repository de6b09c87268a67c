package io.m2x.server.values;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.security.Caller;
import io.m2x.server.security.DeviceAccess;
import io.m2x.server.security.DeviceScope;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Replies;

/**
 * Answers requests for the values of several streams of a device at once.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID, DeviceAccess.BY_SERIAL })
final class DeviceValuesController {

	private final DeviceAccess access;

	private final StreamStore streams;

	private final ValueStore store;

	private final ValueWriter writer;

	private final Transactions transactions;

	DeviceValuesController(DeviceAccess access, StreamStore streams, ValueStore store, ValueWriter writer,
			Transactions transactions) {
		this.access = access;
		this.streams = streams;
		this.store = store;
		this.writer = writer;
		this.transactions = transactions;
	}

	@GetMapping("/values")
	Map<String, Object> list(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toRead(caller, request);
		Fields fields = request.fields();
		ValueRange range = new ValueRange(fields.time("start"), fields.time("end"), null, null);
		int limit = fields.limit("limit", ValueReply.DEFAULT_LIMIT, ValueReply.MAX_LIMIT);
		List<String> names = fields.words("streams");
		fields.check();
		List<DataStream> selected = this.streams.list(scope.device())
			.stream()
			.filter((stream) -> names.isEmpty() || names.contains(stream.name()))
			.toList();
		Instant now = Instant.now();
		return ValueReply.of(range, now, limit, this.transactions.read(() -> rows(selected, range, limit)));
	}

	@PostMapping("/update")
	ResponseEntity<Map<String, Object>> update(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toWrite(caller, request);
		UpdateReader reader = reader(scope, request);
		reader.readUpdate();
		return this.writer.write(scope, reader.readings(), reader.locations());
	}

	@PostMapping("/updates")
	ResponseEntity<Map<String, Object>> updates(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toWrite(caller, request);
		UpdateReader reader = reader(scope, request);
		reader.readUpdates();
		return this.writer.write(scope, reader.readings(), reader.locations());
	}

	private UpdateReader reader(DeviceScope scope, ApiRequest request) {
		Map<String, DataStream> known = new LinkedHashMap<>();
		this.streams.list(scope.device()).forEach((stream) -> known.put(stream.name(), stream));
		return new UpdateReader(request.fields(), known, System.currentTimeMillis());
	}

	// Put the newest values of all streams side by side. Once there are enough times or
	// characters, the oldest time bounds what is read of the streams to come.
	private List<ValueReply.Row> rows(List<DataStream> selected, ValueRange range, int limit) {
		TreeMap<Long, Map<String, Reading>> rows = new TreeMap<>(Comparator.reverseOrder());
		ValueRange open = range;
		long size = 0;
		for (DataStream stream : selected) {
			for (Reading reading : this.store.newest(stream, open, limit)) {
				rows.computeIfAbsent(reading.at(), (at) -> new LinkedHashMap<>()).put(stream.name(), reading);
				size += size(stream.name(), reading);
			}
			boolean full = rows.size() >= limit;
			while (rows.size() > limit || (size > Replies.MAX_SIZE && rows.size() > 1)) {
				full = true;
				for (Map.Entry<String, Reading> entry : rows.pollLastEntry().getValue().entrySet()) {
					size -= size(entry.getKey(), entry.getValue());
				}
			}
			if (size > Replies.MAX_SIZE) {
				break;
			}
			if (full && !rows.isEmpty()) {
				open = range.between(rows.lastKey(), range.end());
			}
		}
		List<ValueReply.Row> body = new ArrayList<>();
		rows.forEach((at, readings) -> {
			Map<String, Object> values = new LinkedHashMap<>();
			readings.forEach((name, reading) -> values.put(name, ValueReply.value(reading)));
			body.add(new ValueReply.Row(Instant.ofEpochMilli(at), values));
		});
		return body;
	}

	private static int size(String name, Reading reading) {
		return name.length() + reading.size();
	}

}
