package io.m2x.spring.boot.autoconfigure;

import org.springframework.util.StringUtils;

import io.m2x.client.M2xClient;

/**
 * Connection details from the properties {@code m2x.api-key} and {@code m2x.base-url}.
 */
class PropertiesM2xConnectionDetails implements M2xConnectionDetails {

	private final String baseUrl;

	private final String apiKey;

	PropertiesM2xConnectionDetails(M2xProperties properties) {
		String url = properties.baseUrl();
		String key = properties.apiKey();
		if (!StringUtils.hasText(key)) {
			throw M2xConfigurationException.missingApiKey();
		}
		this.baseUrl = StringUtils.hasText(url) ? url : M2xClient.DEFAULT_BASE_URL.toString();
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

}
