package io.m2x.server.values;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamAccess;
import io.m2x.server.web.AnonymousAccess;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Formats;
import io.m2x.server.web.Replies;
import io.m2x.server.web.SpreadsheetText;
import io.m2x.server.web.Table;
import io.m2x.server.web.Validation;

/**
 * Answers requests for the values of one stream.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/streams/{name}", DeviceAccess.BY_SERIAL + "/streams/{name}" })
final class StreamValuesController {

	private final StreamAccess access;

	private final ValueStore store;

	private final ValueWriter writer;

	private final Transactions transactions;

	StreamValuesController(StreamAccess access, ValueStore store, ValueWriter writer, Transactions transactions) {
		this.access = access;
		this.store = store;
		this.writer = writer;
		this.transactions = transactions;
	}

	@PutMapping("/value")
	ResponseEntity<Map<String, Object>> put(Caller caller, ApiRequest request, @PathVariable String name) {
		StreamAccess.Target target = this.access.toWrite(caller, request, name);
		Fields fields = request.fields();
		@Nullable Reading reading = Reading.read(fields, target.stream(), System.currentTimeMillis());
		fields.check();
		return write(target, (reading != null) ? List.of(reading) : List.of());
	}

	@PostMapping("/values")
	ResponseEntity<Map<String, Object>> post(Caller caller, ApiRequest request, @PathVariable String name) {
		StreamAccess.Target target = this.access.toWrite(caller, request, name);
		Fields fields = request.fields();
		long now = System.currentTimeMillis();
		List<Reading> readings = new ArrayList<>();
		for (JsonNode node : fields.array("values", ValueWriter.MAX_VALUES)) {
			@Nullable Fields element = fields.members("values", node);
			@Nullable Reading reading = (element != null) ? Reading.read(element, target.stream(), now) : null;
			if (reading != null) {
				readings.add(reading);
			}
		}
		fields.check();
		return write(target, readings);
	}

	private ResponseEntity<Map<String, Object>> write(StreamAccess.Target target, List<Reading> readings) {
		this.transactions.write(() -> this.writer.write(target, readings));
		return Replies.accepted();
	}

	@AnonymousAccess
	@GetMapping("/values" + Formats.SUFFIX)
	Table list(Caller caller, ApiRequest request, @PathVariable String name) {
		DataStream stream = this.access.toRead(caller, request, name).stream();
		Fields fields = request.fields();
		ValueRange range = ValueRange.read(fields);
		range.rejectLimits(stream, fields);
		int limit = fields.limit("limit", ValueReply.DEFAULT_LIMIT, ValueReply.MAX_LIMIT);
		String sort = fields.choice("sort", Set.of("timestamp", "value"));
		String direction = fields.choice("dir", Set.of("asc", "desc"));
		boolean forSpreadsheet = SpreadsheetText.isWanted(fields);
		fields.check();
		boolean ascending = (direction != null) ? "asc".equals(direction) : sort != null;
		Instant now = Instant.now();
		List<Reading> readings = this.store.sorted(stream, range, "value".equals(sort), ascending, limit);
		return ValueReply.of(range, now, limit, stream, readings).forSpreadsheet(forSpreadsheet);
	}

	@DeleteMapping("/values")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String name) {
		StreamAccess.Target target = this.access.toWrite(caller, request, name);
		Fields fields = request.fields();
		fields.require("from", "end");
		ValueRange range = new ValueRange(fields.time("from"), fields.time("end"), null, null);
		fields.check();
		this.transactions.writeInParts(() -> this.writer.deleteOldest(target, range));
		return Replies.noContent();
	}

	@AnonymousAccess
	@GetMapping("/stats" + Formats.SUFFIX)
	Table statistics(Caller caller, ApiRequest request, @PathVariable String name) {
		DataStream stream = this.access.toRead(caller, request, name).stream();
		Fields fields = request.fields();
		ValueRange range = ValueRange.read(fields);
		requireNumeric(stream, fields);
		fields.check();
		Map<String, Object> body = ValueReply.range(range, Instant.now(), stream.latestAt());
		Statistics statistics = this.store.statistics(stream, range);
		body.put("stats", statistics);
		return new Table(body, Statistics.COLUMNS, () -> Stream.of(statistics.cells()));
	}

	@AnonymousAccess
	@GetMapping("/sampling" + Formats.SUFFIX)
	Table sampling(Caller caller, ApiRequest request, @PathVariable String name) {
		DataStream stream = this.access.toRead(caller, request, name).stream();
		Fields fields = request.fields();
		ValueRange range = ValueRange.read(fields);
		@Nullable Sampling sampling = Sampling.read(fields);
		boolean forSpreadsheet = SpreadsheetText.isWanted(fields);
		requireNumeric(stream, fields);
		fields.check();
		Objects.requireNonNull(sampling);
		long now = System.currentTimeMillis();
		ValueRange window = sampling.window(range, now);
		Collection<Sampling.Sample> samples = this.store.samples(stream, window, sampling);
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("start", Instant.ofEpochMilli(window.startOrMin()));
		body.put("interval", sampling.interval());
		body.put("end", window.end(Instant.ofEpochMilli(now), stream.latestAt()));
		body.put("values", samples);
		return new Table(body, List.of(ValueReply.TIMESTAMP, stream.name()),
				() -> samples.stream().map(Sampling.Sample::cells))
			.forSpreadsheet(forSpreadsheet);
	}

	private static void requireNumeric(DataStream stream, Fields fields) {
		if (!stream.numeric()) {
			fields.reject("type", Validation.NOT_VALID);
		}
	}

}
