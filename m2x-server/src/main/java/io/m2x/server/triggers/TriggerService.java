package io.m2x.server.triggers;

import java.util.List;
import java.util.Map;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.AccountResources;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.streams.StreamTable;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Responses;
import io.m2x.server.web.Validation;
import io.m2x.server.webhooks.Outbox;
import io.m2x.server.webhooks.WebhookFailures;

/**
 * Does what can be done with triggers, whoever owns them.
 */
@Component
final class TriggerService {

	/** How many triggers one device or distribution can have; each costs every write. */
	static final int MAX_TRIGGERS = 100;

	private final TriggerStore store;

	private final AccountResources resources;

	private final StreamStore streams;

	private final StreamTable templates;

	private final Outbox outbox;

	private final WebhookFailures failures;

	private final WatchedDevices devices;

	private final Transactions transactions;

	TriggerService(TriggerStore store, AccountResources resources, StreamStore streams, JdbcClient jdbc, Outbox outbox,
			WebhookFailures failures, WatchedDevices devices, Transactions transactions) {
		this.store = store;
		this.resources = resources;
		this.streams = streams;
		this.templates = StreamTable.ofDistributions(jdbc);
		this.outbox = outbox;
		this.failures = failures;
		this.devices = devices;
		this.transactions = transactions;
	}

	Map<String, List<TriggerView>> list(TriggerOwner owner, ApiRequest request) {
		return this.transactions.read(() -> {
			Map<String, String> units = units(owner);
			return Map.of("triggers",
					this.store.list(owner)
						.stream()
						.map((trigger) -> TriggerView.of(trigger, owner, units, this.failures, request))
						.toList());
		});
	}

	TriggerView view(TriggerOwner owner, String id, ApiRequest request) {
		return TriggerView.of(find(owner, id), owner, units(owner), this.failures, request);
	}

	ResponseEntity<Object> create(TriggerOwner owner, ApiRequest request) {
		TriggerDefinition definition = TriggerDefinition.read(request.fields(), null);
		TriggerView view = this.transactions.write(() -> {
			this.resources.lock(owner.kind(), owner.row());
			if (this.store.count(owner) >= MAX_TRIGGERS) {
				throw Validation.failure("triggers", Validation.TOO_LONG);
			}
			return view(owner, this.store.insert(owner, definition, System.currentTimeMillis()), request);
		});
		return Responses.created(view.url(), view);
	}

	ResponseEntity<Object> update(TriggerOwner owner, String id, ApiRequest request) {
		this.transactions.write(() -> {
			this.resources.lock(owner.kind(), owner.row());
			Trigger trigger = find(owner, id);
			TriggerDefinition definition = TriggerDefinition.read(request.fields(), trigger.definition());
			this.store.update(trigger, definition, System.currentTimeMillis());
		});
		return Responses.noContent();
	}

	ResponseEntity<Object> delete(TriggerOwner owner, String id) {
		this.transactions.write(() -> {
			this.resources.lock(owner.kind(), owner.row());
			this.store.delete(find(owner, id).row());
		});
		return Responses.noContent();
	}

	ResponseEntity<Object> test(TriggerOwner owner, String id, ApiRequest request) {
		this.transactions.write(() -> {
			this.resources.lock(owner.kind(), owner.row());
			Trigger trigger = find(owner, id);
			Fields fields = request.fields();
			long now = System.currentTimeMillis();
			TestEvent event = TestEvent.read(fields, owner, trigger, this.streams, this.devices, now);
			this.outbox.add(trigger.row(), event.device(), List.of(event.body()), now);
		});
		return Responses.noContent();
	}

	private Map<String, String> units(TriggerOwner owner) {
		return owner.isDevice() ? this.streams.units(owner.row()) : this.templates.units(owner.row());
	}

	private Trigger find(TriggerOwner owner, String id) {
		return this.store.find(owner, id).orElseThrow(() -> ApiException.notFound("Trigger"));
	}

}
