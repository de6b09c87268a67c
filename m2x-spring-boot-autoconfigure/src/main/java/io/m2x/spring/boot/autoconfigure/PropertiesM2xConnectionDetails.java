package io.m2x.spring.boot.autoconfigure;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Connection details from the properties {@code m2x.api-key} and {@code m2x.base-url}.
 */
class PropertiesM2xConnectionDetails implements M2xConnectionDetails {

	private final String baseUrl;

	private final M2xAddressOrigin origin;

	private final String apiKey;

	PropertiesM2xConnectionDetails(M2xProperties properties) {
		String url = M2xPropertyChecks.text("m2x.base-url", properties.baseUrl());
		String key = M2xPropertyChecks.text("m2x.api-key", properties.apiKey());
		if (key == null) {
			throw M2xConfigurationErrors.missingApiKey();
		}
		this.baseUrl = (url != null) ? url : M2xClient.DEFAULT_BASE_URL.toString();
		this.origin = (url != null) ? M2xAddressOrigin.PROPERTY : M2xAddressOrigin.DEFAULT;
		this.apiKey = key;
	}

	@Override
	public String getBaseUrl() {
		return this.baseUrl;
	}

	@Override
	public String getApiKey() {
		return this.apiKey;
	}

	@Override
	public M2xAddressOrigin getAddressOrigin() {
		return this.origin;
	}

}
