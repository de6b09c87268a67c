package io.m2x.server.integrations;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Creates and edits integrations; to be called inside a transaction.
 */
@Component
final class IntegrationEditor {

	private final IntegrationStore store;

	private final AccountResources resources;

	IntegrationEditor(IntegrationStore store, AccountResources resources) {
		this.store = store;
		this.resources = resources;
	}

	Integration create(long account, Fields fields) {
		IntegrationAttributes attributes = IntegrationAttributes.read(fields, null);
		List<Long> devices = findDevices(account, attributes, fields);
		fields.check();
		long integration = this.store.insert(account, attributes, System.currentTimeMillis());
		this.store.replaceDevices(integration, attributes.devices() == null, devices);
		return this.store.find(integration).orElseThrow();
	}

	void update(long account, long integration, Fields fields) {
		Integration existing = this.store.find(integration).orElseThrow(() -> ApiException.notFound("Integration"));
		IntegrationAttributes attributes = IntegrationAttributes.read(fields, existing);
		List<Long> devices = findDevices(account, attributes, fields);
		fields.check();
		this.store.update(integration, attributes, System.currentTimeMillis());
		if (fields.has("devices")) {
			this.store.replaceDevices(integration, attributes.devices() == null, devices);
		}
	}

	private List<Long> findDevices(long account, IntegrationAttributes attributes, Fields fields) {
		@Nullable List<String> wanted = attributes.devices();
		if (wanted == null) {
			return List.of();
		}
		List<Long> rows = this.resources.findAll(Kind.DEVICE, account, wanted);
		if (rows.size() < wanted.size()) {
			fields.reject("devices", Validation.NOT_FOUND);
		}
		return rows;
	}

}
