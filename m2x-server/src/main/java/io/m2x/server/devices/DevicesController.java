package io.m2x.server.devices;

import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.access.Kind;
import io.m2x.server.locations.DiscardedWaypoints;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.streams.StreamValues;
import io.m2x.server.tags.TagStore;
import io.m2x.server.web.AnonymousAccess;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Responses;

/**
 * Handles requests for devices.
 */
@RestController
final class DevicesController {

	private static final String DEVICES = BaseUrls.PREFIX + "/devices";

	private final DeviceAccess access;

	private final DeviceStore store;

	private final DeviceViews views;

	private final DeviceEditor editor;

	private final TagStore tags;

	private final StreamStore streams;

	private final StreamValues values;

	private final DiscardedWaypoints waypoints;

	private final Transactions transactions;

	DevicesController(DeviceAccess access, DeviceStore store, DeviceViews views, DeviceEditor editor, TagStore tags,
			StreamStore streams, StreamValues values, DiscardedWaypoints waypoints, Transactions transactions) {
		this.access = access;
		this.store = store;
		this.views = views;
		this.editor = editor;
		this.tags = tags;
		this.streams = streams;
		this.values = values;
		this.waypoints = waypoints;
		this.transactions = transactions;
	}

	@GetMapping(DEVICES + "/tags")
	Map<String, Map<String, Long>> tags(Caller caller) {
		return Map.of("tags", this.tags.counts(Kind.DEVICE, caller.requireMaster()));
	}

	@PostMapping(DEVICES)
	ResponseEntity<Object> create(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		Device device = this.transactions
			.write(() -> this.editor.create(account, fields.checked((sent) -> this.editor.resolve(account, sent))));
		DeviceView view = this.views.details(device, true, request);
		return Responses.created(view.url(), view);
	}

	@AnonymousAccess
	@GetMapping({ DeviceAccess.BY_ID, DeviceAccess.BY_SERIAL })
	DeviceView view(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toRead(caller, request);
		Device device = this.store.find(scope.device()).orElseThrow(() -> ApiException.notFound("Device"));
		DeviceView view = this.views.details(device, scope.owner(), request);
		return caller.isMasterOrPrimary() ? view : view.withoutKey();
	}

	@PutMapping({ DeviceAccess.BY_ID, DeviceAccess.BY_SERIAL })
	ResponseEntity<Object> update(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toManage(caller, request);
		long account = caller.requireMaster();
		Fields fields = request.fields();
		this.transactions.write(() -> {
			this.access.lock(scope);
			this.editor.update(scope.device(),
					fields.checked((sent) -> this.editor.resolveUpdate(account, scope.device(), sent)));
		});
		return Responses.noContent();
	}

	@DeleteMapping({ DeviceAccess.BY_ID, DeviceAccess.BY_SERIAL })
	ResponseEntity<Object> delete(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toManage(caller, request);
		this.transactions.write(() -> {
			this.access.lock(scope);
			this.values.discard(this.streams.list(scope.device()).stream().map(DataStream::row).toList());
			this.waypoints.discard(scope.device());
			this.store.delete(scope.device());
		});
		return Responses.noContent();
	}

}
