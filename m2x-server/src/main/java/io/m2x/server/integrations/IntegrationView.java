package io.m2x.server.integrations;

import java.time.Instant;
import java.util.List;

import tools.jackson.databind.JsonNode;

import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.JsonText;

/**
 * An integration in the form of the API's JSON.
 *
 * @param id the id
 * @param url the address
 * @param name the name
 * @param type what it is connected to
 * @param status {@code enabled} or {@code disabled}
 * @param config the settings, which may hold passwords
 * @param devices the ids of devices, or {@code all}
 * @param created the time of creation
 * @param updated the time of the last edit
 */
record IntegrationView(String id, String url, String name, String type, String status, JsonNode config, Object devices,
		Instant created, Instant updated) {

	static IntegrationView of(Integration integration, List<String> devices, ApiRequest request) {
		return new IntegrationView(integration.id(), request.url("integrations", integration.id()), integration.name(),
				integration.type(), integration.status(), JsonText.read(integration.config()),
				integration.allDevices() ? IntegrationAttributes.ALL : devices,
				Instant.ofEpochMilli(integration.createdAt()), Instant.ofEpochMilli(integration.updatedAt()));
	}

	// The framework logs responses at debug level, and the configuration may hold
	// secrets.
	@Override
	public String toString() {
		return "IntegrationView[" + this.id + "]";
	}

}
