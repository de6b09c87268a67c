package io.m2x.server.metadata;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

import io.m2x.server.security.Caller;
import io.m2x.server.security.DeviceAccess;
import io.m2x.server.security.DeviceScope;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Replies;
import io.m2x.server.web.Validation;

/**
 * Answers requests for the metadata of a device.
 */
@RestController
@RequestMapping({ DeviceAccess.BY_ID + "/metadata", DeviceAccess.BY_SERIAL + "/metadata" })
final class MetadataController {

	private final DeviceAccess access;

	private final MetadataStore store;

	private final Transactions transactions;

	MetadataController(DeviceAccess access, MetadataStore store, Transactions transactions) {
		this.access = access;
		this.store = store;
		this.transactions = transactions;
	}

	@GetMapping
	Map<String, String> view(Caller caller, ApiRequest request) {
		long device = this.access.toRead(caller, request).device();
		return this.store.find(List.of(device)).getOrDefault(device, Map.of());
	}

	@PutMapping
	ResponseEntity<Object> replace(Caller caller, ApiRequest request) {
		DeviceScope scope = this.access.toWrite(caller, request);
		Fields fields = request.body();
		Map<String, String> values = MetadataFields.read(fields);
		fields.check();
		return change(scope, () -> this.store.replace(scope.device(), values));
	}

	@GetMapping("/{field}")
	Map<String, String> viewField(Caller caller, ApiRequest request, @PathVariable String field) {
		DeviceScope scope = this.access.toRead(caller, request);
		return Map.of("value",
				this.store.find(scope.device(), field).orElseThrow(() -> ApiException.notFound("Metadata Field")));
	}

	@PutMapping("/{field}")
	ResponseEntity<Object> putField(Caller caller, ApiRequest request, @PathVariable String field) {
		DeviceScope scope = this.access.toWrite(caller, request);
		Fields fields = request.fields();
		@Nullable JsonNode node = fields.node("value");
		if (!fields.has("value")) {
			fields.reject(field, Validation.NOT_PRESENT);
			fields.check();
		}
		@Nullable String value = MetadataFields.read(fields, field, node);
		fields.check();
		return change(scope, () -> this.store.put(scope.device(), field, String.valueOf(value)));
	}

	private ResponseEntity<Object> change(DeviceScope scope, Runnable change) {
		this.transactions.write(() -> {
			this.access.lock(scope);
			change.run();
			this.access.edited(scope, System.currentTimeMillis());
		});
		return Replies.noContent();
	}

}
