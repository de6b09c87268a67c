package io.m2x.server.metadata;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.AnonymousAccess;
import io.m2x.server.web.Replies;
import io.m2x.server.web.Validation;

/**
 * Answers requests for the metadata of one kind of resource.
 */
abstract class MetadataController {

	private final Kind kind;

	private final AccountResources resources;

	private final MetadataStore store;

	private final Transactions transactions;

	MetadataController(Kind kind, AccountResources resources, MetadataStore store, Transactions transactions) {
		this.kind = kind;
		this.resources = resources;
		this.store = store;
		this.transactions = transactions;
	}

	// Find the row of the owner that the path names, for a caller that may read it.
	abstract long toRead(Caller caller, ApiRequest request);

	// Find the row of the owner that the path names, for a caller that may change it.
	abstract long toWrite(Caller caller, ApiRequest request);

	@AnonymousAccess
	@GetMapping
	Map<String, String> view(Caller caller, ApiRequest request) {
		return this.store.find(this.kind, toRead(caller, request));
	}

	@PutMapping
	ResponseEntity<Object> replace(Caller caller, ApiRequest request) {
		long owner = toWrite(caller, request);
		Fields fields = request.body();
		Map<String, String> values = MetadataFields.read(fields);
		fields.check();
		return change(owner, () -> this.store.replace(this.kind, owner, values));
	}

	@AnonymousAccess
	@GetMapping("/{field}")
	Map<String, String> viewField(Caller caller, ApiRequest request, @PathVariable String field) {
		return Map.of("value", this.store.find(this.kind, toRead(caller, request), field)
			.orElseThrow(() -> ApiException.notFound("Metadata Field")));
	}

	@PutMapping("/{field}")
	ResponseEntity<Object> putField(Caller caller, ApiRequest request, @PathVariable String field) {
		long owner = toWrite(caller, request);
		Fields fields = request.fields();
		@Nullable String value = fields.has("value") ? MetadataFields.read(fields, field, fields.node("value"))
				: fields.orReject(null, field, Validation.NOT_PRESENT);
		fields.check();
		return change(owner, () -> this.store.put(this.kind, owner, field, String.valueOf(value)));
	}

	private ResponseEntity<Object> change(long owner, Runnable change) {
		this.transactions.write(() -> {
			this.resources.lock(this.kind, owner);
			change.run();
			this.resources.edited(this.kind, owner, System.currentTimeMillis());
		});
		return Replies.noContent();
	}

}
