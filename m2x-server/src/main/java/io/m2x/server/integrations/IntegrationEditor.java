package io.m2x.server.integrations;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.Kind;
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

	// Read an integration from the request and look up its devices.
	// @param existing the integration as it is, null if it is new
	NewIntegration resolve(long account, @Nullable Integration existing, Fields fields) {
		IntegrationAttributes attributes = IntegrationAttributes.read(fields, existing);
		return new NewIntegration(attributes, existing == null || fields.has("devices"),
				resolveDevices(account, attributes, fields));
	}

	Integration create(long account, NewIntegration wanted) {
		long integration = this.store.insert(account, wanted.attributes(), System.currentTimeMillis());
		replaceDevices(integration, wanted);
		return this.store.require(integration);
	}

	void update(long integration, NewIntegration wanted) {
		this.store.update(integration, wanted.attributes(), System.currentTimeMillis());
		if (wanted.withDevices()) {
			replaceDevices(integration, wanted);
		}
	}

	private void replaceDevices(long integration, NewIntegration wanted) {
		this.store.replaceDevices(integration, wanted.attributes().devices() == null, wanted.devices());
	}

	private List<Long> resolveDevices(long account, IntegrationAttributes attributes, Fields fields) {
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

	/**
	 * The requested integration.
	 *
	 * @param attributes its attributes
	 * @param withDevices whether it gets other devices
	 * @param devices the rows of the devices, if not all are meant
	 */
	record NewIntegration(IntegrationAttributes attributes, boolean withDevices, List<Long> devices) {

	}

}
