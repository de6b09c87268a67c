package io.m2x.server.streams;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.access.DeviceScope;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.AnonymousAccess;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Responses;
import io.m2x.server.web.Validation;

/**
 * Handles requests for the streams of a device.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/streams", DeviceAccess.BY_SERIAL + "/streams" })
final class StreamsController {

	private final DeviceAccess devices;

	private final StreamAccess access;

	private final StreamStore store;

	private final StreamValues values;

	private final Transactions transactions;

	StreamsController(DeviceAccess devices, StreamAccess access, StreamStore store, StreamValues values,
			Transactions transactions) {
		this.devices = devices;
		this.access = access;
		this.store = store;
		this.values = values;
		this.transactions = transactions;
	}

	@AnonymousAccess
	@GetMapping
	Map<String, List<StreamView>> list(Caller caller, ApiRequest request) {
		DeviceScope scope = this.devices.toRead(caller, request);
		return Map.of("streams",
				this.store.list(scope.device())
					.stream()
					.map((stream) -> StreamView.of(stream, scope.id(), request))
					.toList());
	}

	@PutMapping
	List<StreamView> putAll(Caller caller, ApiRequest request) {
		DeviceScope scope = this.devices.toWrite(caller, request);
		Fields fields = request.fields();
		return this.transactions.write(() -> {
			this.devices.lock(scope);
			Map<String, StreamPut> puts = fields.checked((sent) -> resolveAll(scope, sent));
			puts.values().forEach((put) -> put.save(this.store.table(), scope.device()));
			return puts.keySet()
				.stream()
				.map((name) -> this.store.find(scope.device(), name).orElseThrow())
				.map((stream) -> StreamView.of(stream, scope.id(), request))
				.toList();
		});
	}

	private Map<String, StreamPut> resolveAll(DeviceScope scope, Fields fields) {
		Map<String, StreamPut> puts = new LinkedHashMap<>();
		for (JsonNode node : fields.array("streams", Fields.MAX_LIST)) {
			@Nullable Fields element = fields.members("streams", node);
			if (element != null) {
				element.require("name");
				@Nullable String name = element.text("name", Integer.MAX_VALUE);
				if (name != null && !name.isBlank()) {
					StreamPut put = StreamPut.resolve(this.store.table(), scope.device(), name, element);
					if (puts.put(name, put) != null) {
						fields.reject("streams", Validation.NOT_VALID);
					}
				}
			}
		}
		return puts;
	}

	@AnonymousAccess
	@GetMapping("/{name}")
	StreamView view(Caller caller, ApiRequest request, @PathVariable String name) {
		StreamAccess.Target target = this.access.toRead(caller, request, name);
		return StreamView.of(target.stream(), target.scope().id(), request);
	}

	@PutMapping("/{name}")
	ResponseEntity<Object> put(Caller caller, ApiRequest request, @PathVariable String name) {
		DeviceScope scope = this.devices.toWriteStream(caller, request);
		Fields fields = request.fields();
		return this.transactions.write(() -> {
			this.devices.lock(scope);
			StreamPut put = fields.checked((sent) -> resolve(scope, name, sent));
			put.save(this.store.table(), scope.device());
			if (put.existing() != null) {
				return Responses.noContent();
			}
			StreamView view = StreamView.of(this.store.find(scope.device(), name).orElseThrow(), scope.id(), request);
			return Responses.created(view.url(), view);
		});
	}

	private StreamPut resolve(DeviceScope scope, String name, Fields fields) {
		StreamPut put = StreamPut.resolve(this.store.table(), scope.device(), name, fields);
		if (scope.stream() != null) {
			scope.requireStream((put.existing() != null) ? put.existing().row() : null);
		}
		return put;
	}

	@DeleteMapping("/{name}")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String name) {
		StreamAccess.Target target = this.access.toWrite(caller, request, name);
		this.transactions.write(() -> {
			long stream = this.access.lock(target).row();
			this.values.discard(List.of(stream));
			this.store.delete(stream);
		});
		return Responses.noContent();
	}

}
