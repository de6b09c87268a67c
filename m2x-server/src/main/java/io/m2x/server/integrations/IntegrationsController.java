package io.m2x.server.integrations;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.security.Caller;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Replies;

/**
 * Answers requests for integrations.
 */
@RestController
@RequestMapping(BaseUrls.PREFIX + "/integrations")
final class IntegrationsController {

	private final AccountResources resources;

	private final IntegrationStore store;

	private final IntegrationEditor editor;

	private final Transactions transactions;

	IntegrationsController(AccountResources resources, IntegrationStore store, IntegrationEditor editor,
			Transactions transactions) {
		this.resources = resources;
		this.store = store;
		this.editor = editor;
		this.transactions = transactions;
	}

	@GetMapping
	Map<String, List<IntegrationView>> list(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		return this.transactions.read(() -> Map.of("integrations", views(this.store.list(account), request)));
	}

	@PostMapping
	ResponseEntity<Object> create(Caller caller, ApiRequest request) {
		long account = caller.requireMaster();
		Fields fields = request.fields();
		IntegrationView view = this.transactions.write(() -> {
			Integration created = this.editor.create(account,
					fields.checked((sent) -> this.editor.resolve(account, null, sent)));
			return views(List.of(created), request).get(0);
		});
		return Replies.created(view.url(), view);
	}

	@GetMapping("/{integration}")
	IntegrationView view(Caller caller, ApiRequest request, @PathVariable String integration) {
		long row = find(caller, integration);
		return this.transactions.read(() -> views(List.of(this.store.require(row)), request).get(0));
	}

	@PutMapping("/{integration}")
	ResponseEntity<Object> update(Caller caller, ApiRequest request, @PathVariable String integration) {
		long account = caller.requireMaster();
		long row = find(caller, integration);
		Fields fields = request.fields();
		this.transactions.write(() -> {
			this.resources.lock(Kind.INTEGRATION, row);
			Integration existing = this.store.require(row);
			this.editor.update(row, fields.checked((sent) -> this.editor.resolve(account, existing, sent)));
		});
		return Replies.noContent();
	}

	@DeleteMapping("/{integration}")
	ResponseEntity<Object> delete(Caller caller, ApiRequest request, @PathVariable String integration) {
		long row = find(caller, integration);
		this.transactions.write(() -> {
			this.resources.lock(Kind.INTEGRATION, row);
			this.store.delete(row);
		});
		return Replies.noContent();
	}

	@GetMapping("/{integration}/status")
	Map<String, String> viewStatus(Caller caller, @PathVariable String integration) {
		return Map.of("status", this.store.require(find(caller, integration)).status());
	}

	@PutMapping("/{integration}/status")
	ResponseEntity<Object> updateStatus(Caller caller, ApiRequest request, @PathVariable String integration) {
		long row = find(caller, integration);
		Fields fields = request.fields();
		fields.require("status");
		@Nullable String status = IntegrationAttributes.readStatus(fields);
		fields.check();
		if (status != null) {
			this.transactions.write(() -> {
				this.resources.lock(Kind.INTEGRATION, row);
				this.store.updateStatus(row, status, System.currentTimeMillis());
			});
		}
		return Replies.noContent();
	}

	private long find(Caller caller, String integration) {
		return this.resources.require(Kind.INTEGRATION, caller.requireMaster(), integration);
	}

	private List<IntegrationView> views(List<Integration> integrations, ApiRequest request) {
		Map<Long, List<String>> devices = this.store.devices(integrations.stream().map(Integration::row).toList());
		return integrations.stream()
			.map((integration) -> IntegrationView.of(integration, devices.getOrDefault(integration.row(), List.of()),
					request))
			.toList();
	}

}
