package io.m2x.server.exports;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.jobs.JobStore;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Tokens;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Replies;
import io.m2x.server.web.SpreadsheetText;
import io.m2x.server.web.Timestamps;
import io.m2x.server.web.Validation;

/**
 * Takes orders for exports.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID, DeviceAccess.BY_SERIAL })
final class ExportsController {

	private final DeviceAccess access;

	private final StreamStore streams;

	private final JobStore jobs;

	private final ExportStore exports;

	private final Transactions transactions;

	private final SchedulerClient scheduler;

	ExportsController(DeviceAccess access, StreamStore streams, JobStore jobs, ExportStore exports,
			Transactions transactions, SchedulerClient scheduler) {
		this.access = access;
		this.streams = streams;
		this.jobs = jobs;
		this.exports = exports;
		this.transactions = transactions;
		this.scheduler = scheduler;
	}

	// Work is begun for those only who may also write, not for readers of public devices.
	@GetMapping("/values/export.csv")
	ResponseEntity<Map<String, Object>> export(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toWrite(caller, request);
		long account = caller.requireKey();
		Fields fields = request.fields();
		@Nullable Long start = fields.time("start");
		@Nullable Long end = fields.time("end");
		int limit = fields.limit("limit", Integer.MAX_VALUE, Integer.MAX_VALUE);
		boolean withLocation = "true".equals(fields.choice("include_location", Set.of("true", "false")));
		boolean forSpreadsheet = SpreadsheetText.isWanted(fields);
		List<Export.Column> columns = columns(scope, fields);
		fields.check();
		JobStore.NewJob job = this.transactions.write(() -> {
			JobStore.NewJob created = this.jobs.create(account, scope.device(), System.currentTimeMillis());
			this.exports.insert(
					new Export(created.row(), scope.device(), columns, (start != null) ? start : Timestamps.MIN,
							(end != null) ? end : Timestamps.MAX, limit, withLocation, forSpreadsheet, 0),
					Tokens.next());
			this.scheduler.scheduleIfNotExists(ExportTask.instance(created.row()), Instant.now());
			return created;
		});
		return ResponseEntity.accepted()
			.location(URI.create(request.url("jobs", job.id())))
			.body(Replies.accepted().getBody());
	}

	private List<Export.Column> columns(DeviceScope scope, Fields fields) {
		List<String> names = fields.words("streams");
		List<DataStream> present = this.streams.list(scope.device());
		List<Export.Column> columns = new ArrayList<>();
		present.stream()
			.filter((stream) -> names.isEmpty() || names.contains(stream.name()))
			.map((stream) -> new Export.Column(stream.row(), stream.name(), stream.numeric()))
			.forEach(columns::add);
		if (columns.size() < names.size()) {
			fields.reject("streams", Validation.NOT_FOUND);
		}
		if (columns.size() > Fields.MAX_LIST) {
			fields.reject("streams", Validation.TOO_LONG);
		}
		return columns;
	}

}
