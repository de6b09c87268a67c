package io.m2x.server.values;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.web.AnonymousAccess;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Formats;
import io.m2x.server.web.SpreadsheetText;
import io.m2x.server.web.Table;
import io.m2x.server.web.Validation;

/**
 * Handles requests for the values of several streams of a device at once.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID, DeviceAccess.BY_SERIAL })
final class DeviceValuesController {

	private final DeviceAccess access;

	private final StreamStore streams;

	private final ValueRows rows;

	private final Transactions transactions;

	DeviceValuesController(DeviceAccess access, StreamStore streams, ValueRows rows, Transactions transactions) {
		this.access = access;
		this.streams = streams;
		this.rows = rows;
		this.transactions = transactions;
	}

	@AnonymousAccess
	@GetMapping("/values" + Formats.SUFFIX)
	Table list(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toRead(caller, request);
		Fields fields = request.fields();
		ValueRange range = new ValueRange(fields.time("start"), fields.time("end"), null, null);
		int limit = fields.limit("limit", ValueResponses.DEFAULT_LIMIT, ValueResponses.MAX_LIMIT);
		List<String> names = fields.words("streams");
		boolean forSpreadsheet = SpreadsheetText.isWanted(fields);
		fields.check();
		List<DataStream> selected = this.streams.list(scope.device())
			.stream()
			.filter((stream) -> names.isEmpty() || names.contains(stream.name()))
			.toList();
		return this.transactions.read(() -> this.rows.read(selected, range, limit)).forSpreadsheet(forSpreadsheet);
	}

	@AnonymousAccess
	@RequestMapping(path = "/values/search" + Formats.SUFFIX, method = { RequestMethod.GET, RequestMethod.POST })
	Table search(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toRead(caller, request);
		Fields fields = request.fields();
		Map<String, DataStream> known = known(scope);
		List<String> names = fields.words("streams");
		if (!known.keySet().containsAll(names)) {
			fields.reject("streams", Validation.NOT_FOUND);
		}
		ValueRange range = new ValueRange(fields.time("start"), fields.time("end"), null, null,
				ValueConditions.read(fields, known));
		int limit = fields.limit("limit", ValueResponses.DEFAULT_LIMIT, ValueResponses.MAX_LIMIT);
		boolean forSpreadsheet = SpreadsheetText.isWanted(fields);
		fields.check();
		if (!names.isEmpty()) {
			known.keySet().retainAll(names);
		}
		List<DataStream> selected = List.copyOf(known.values());
		return this.transactions.read(() -> this.rows.read(selected, range, limit)).forSpreadsheet(forSpreadsheet);
	}

	private Map<String, DataStream> known(DeviceScope scope) {
		Map<String, DataStream> known = new LinkedHashMap<>();
		this.streams.list(scope.device()).forEach((stream) -> known.put(stream.name(), stream));
		return known;
	}

}
