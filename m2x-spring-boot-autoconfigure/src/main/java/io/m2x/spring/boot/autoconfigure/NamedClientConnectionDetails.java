package io.m2x.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.diagnostics.M2xSetting;
import io.m2x.spring.boot.diagnostics.Misconfiguration;

/**
 * Connection details of a client of {@code m2x.clients}: its own address and key, or
 * those of the default client.
 *
 * @param baseUrl the address
 * @param apiKey the key
 * @param sslBundle the certificates, or {@code null}
 */
record NamedClientConnectionDetails(String baseUrl, String apiKey,
		@Nullable SslBundle sslBundle) implements M2xConnectionDetails {

	@Override
	public String getBaseUrl() {
		return this.baseUrl;
	}

	@Override
	public String getApiKey() {
		return this.apiKey;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return this.sslBundle;
	}

	static NamedClientConnectionDetails of(String name, M2xProperties properties,
			@Nullable M2xConnectionDetails defaults) {
		String prefix = prefix(name);
		M2xClientProperties own = properties.clients().get(name);
		String url = (own != null) ? M2xSetting.text(prefix + ".base-url", own.baseUrl()) : null;
		String key = (own != null) ? M2xSetting.text(prefix + ".api-key", own.apiKey()) : null;
		if (url == null && defaults != null) {
			return new NamedClientConnectionDetails(defaults.getBaseUrl(), (key != null) ? key : defaults.getApiKey(),
					defaults.getSslBundle());
		}
		// The key of one server is never sent to another by omission.
		if (key == null) {
			throw Misconfiguration.missingApiKeyOfClient(name);
		}
		return new NamedClientConnectionDetails((url != null) ? url : defaultUrl(properties), key, null);
	}

	static String prefix(String name) {
		return "m2x.clients." + name;
	}

	private static String defaultUrl(M2xProperties properties) {
		String url = M2xSetting.text("m2x.base-url", properties.baseUrl());
		return (url != null) ? url : M2xClient.DEFAULT_BASE_URL.toString();
	}

	@Override
	public String toString() {
		return "NamedClientConnectionDetails[" + Misconfiguration.withoutPassword(this.baseUrl) + "]";
	}

}
