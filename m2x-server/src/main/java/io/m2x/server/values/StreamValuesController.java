package io.m2x.server.values;

import java.time.Instant;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamAccess;
import io.m2x.server.web.AnonymousAccess;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Formats;
import io.m2x.server.web.Responses;
import io.m2x.server.web.SpreadsheetText;
import io.m2x.server.web.Table;
import io.m2x.server.web.Validation;

/**
 * Handles requests for the values of one stream.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/streams/{name}", DeviceAccess.BY_SERIAL + "/streams/{name}" })
final class StreamValuesController {

	private final StreamAccess access;

	private final StreamReads reads;

	private final ValueStore store;

	private final Transactions transactions;

	StreamValuesController(StreamAccess access, StreamReads reads, ValueStore store, Transactions transactions) {
		this.access = access;
		this.reads = reads;
		this.store = store;
		this.transactions = transactions;
	}

	@AnonymousAccess
	@GetMapping("/values" + Formats.SUFFIX)
	Table list(Caller caller, ApiRequest request, @PathVariable String name) {
		DataStream stream = this.access.toRead(caller, request, name).stream();
		Fields fields = request.fields();
		ValueRange range = ValueRange.read(fields);
		range.rejectLimits(stream, fields);
		int limit = fields.limit("limit", ValueResponses.DEFAULT_LIMIT, ValueResponses.MAX_LIMIT);
		String sort = fields.choice("sort", Set.of("timestamp", "value"));
		String direction = fields.choice("dir", Set.of("asc", "desc"));
		boolean forSpreadsheet = SpreadsheetText.isWanted(fields);
		fields.check();
		boolean ascending = (direction != null) ? "asc".equals(direction) : sort != null;
		Instant now = Instant.now();
		List<DataPoint> points = this.transactions
			.read(() -> this.reads.list(stream, range, "value".equals(sort), ascending, limit));
		return ValueResponses.of(range, now, limit, stream, points).forSpreadsheet(forSpreadsheet);
	}

	@DeleteMapping("/values")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String name) {
		StreamAccess.Target target = this.access.toWrite(caller, request, name);
		Fields fields = request.fields();
		fields.require("from", "end");
		ValueRange range = new ValueRange(fields.time("from"), fields.time("end"), null, null);
		fields.check();
		this.transactions.writeInParts(() -> this.store.deleteOldest(this.access.lock(target), range));
		return Responses.noContent();
	}

	@AnonymousAccess
	@GetMapping("/stats" + Formats.SUFFIX)
	Table statistics(Caller caller, ApiRequest request, @PathVariable String name) {
		DataStream stream = this.access.toRead(caller, request, name).stream();
		Fields fields = request.fields();
		ValueRange range = ValueRange.read(fields);
		requireNumeric(stream, fields);
		fields.check();
		Map<String, Object> body = ValueResponses.range(range, Instant.now(), stream.latestAt());
		Statistics statistics = this.transactions.read(() -> this.reads.statistics(stream, range));
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
		Collection<Sampling.Sample> samples = this.transactions
			.read(() -> this.reads.samples(stream, window, sampling));
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("start", Instant.ofEpochMilli(window.startOrMin()));
		body.put("interval", sampling.interval());
		body.put("end", window.end(Instant.ofEpochMilli(now), stream.latestAt()));
		body.put("values", samples);
		return new Table(body, List.of(ValueResponses.TIMESTAMP, stream.name()),
				() -> samples.stream().map(Sampling.Sample::cells))
			.forSpreadsheet(forSpreadsheet);
	}

	private static void requireNumeric(DataStream stream, Fields fields) {
		if (!stream.numeric()) {
			fields.reject("type", Validation.NOT_VALID);
		}
	}

}
