package io.m2x.server.triggers;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.m2x.server.access.AccountResources;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.streams.StreamTable;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;
import io.m2x.server.webhooks.Outbox;
import io.m2x.server.webhooks.WebhookFailures;

/**
 * Creates, edits and tests triggers, whoever owns them; to be called inside a
 * transaction.
 */
@Component
final class TriggerEditor {

	/** How many triggers one device or distribution can have; each costs every write. */
	static final int MAX_TRIGGERS = 100;

	private final TriggerStore store;

	private final AccountResources resources;

	private final StreamStore streams;

	private final StreamTable templates;

	private final Outbox outbox;

	private final WebhookFailures failures;

	private final WatchedDevices devices;

	TriggerEditor(TriggerStore store, AccountResources resources, StreamStore streams, JdbcClient jdbc, Outbox outbox,
			WebhookFailures failures, WatchedDevices devices) {
		this.store = store;
		this.resources = resources;
		this.streams = streams;
		this.templates = StreamTable.ofDistributions(jdbc);
		this.outbox = outbox;
		this.failures = failures;
		this.devices = devices;
	}

	List<TriggerView> list(TriggerOwner owner, ApiRequest request) {
		Map<String, String> units = units(owner);
		return this.store.list(owner)
			.stream()
			.map((trigger) -> TriggerView.of(trigger, owner, units, this.failures, request))
			.toList();
	}

	TriggerView view(TriggerOwner owner, String id, ApiRequest request) {
		return TriggerView.of(require(owner, id), owner, units(owner), this.failures, request);
	}

	// Let no other transaction change an owner or its triggers until this one ends.
	void lock(TriggerOwner owner) {
		this.resources.lock(owner.kind(), owner.row());
	}

	Trigger require(TriggerOwner owner, String id) {
		return this.store.find(owner, id).orElseThrow(() -> ApiException.notFound("Trigger"));
	}

	// Create a trigger of a locked owner and return its id.
	String create(TriggerOwner owner, TriggerDefinition definition) {
		if (this.store.count(owner) >= MAX_TRIGGERS) {
			throw Validation.failure("triggers", Validation.TOO_LONG);
		}
		return this.store.insert(owner, definition, System.currentTimeMillis());
	}

	void update(Trigger trigger, TriggerDefinition definition) {
		this.store.update(trigger, definition, System.currentTimeMillis());
	}

	void delete(TriggerOwner owner, String id) {
		this.store.delete(require(owner, id).row());
	}

	// Find out what the callback URL is to be tried out with.
	TestEvent resolveTest(TriggerOwner owner, Trigger trigger, Fields fields) {
		long now = System.currentTimeMillis();
		@Nullable WatchedDevice device = TestEvent.resolveDevice(fields, owner, this.devices);
		Current current = new Current((device != null) ? this.streams.list(device.row()) : List.of());
		return TestEvent.read(fields, device, trigger, current, now);
	}

	void test(Trigger trigger, TestEvent event) {
		this.outbox.add(trigger.row(), event.device(), List.of(event.body()), System.currentTimeMillis());
	}

	private Map<String, String> units(TriggerOwner owner) {
		return owner.isDevice() ? this.streams.units(owner.row()) : this.templates.units(owner.row());
	}

}
