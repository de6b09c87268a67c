package io.m2x.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.M2xAddressOrigin;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Connection details of a client below {@code m2x.clients}: its own address and key, or
 * those of the default client.
 *
 * @param baseUrl the address
 * @param origin the origin of the address
 * @param hasOwnAddress whether the address differs from that of the default client
 * @param apiKey the key
 * @param sslBundle the certificates, or {@code null}
 */
record NamedClientConnectionDetails(String baseUrl, M2xAddressOrigin origin, boolean hasOwnAddress, String apiKey,
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

	@Override
	public M2xAddressOrigin getAddressOrigin() {
		return this.origin;
	}

	static NamedClientConnectionDetails of(String name, M2xProperties properties, M2xClientProperties settings,
			@Nullable M2xConnectionDetails defaults) {
		String prefix = M2xPropertyChecks.prefix(name);
		String url = M2xPropertyChecks.text(prefix + ".base-url", settings.baseUrl());
		String key = M2xPropertyChecks.text(prefix + ".api-key", settings.apiKey());
		if (url == null && defaults != null) {
			return new NamedClientConnectionDetails(defaults.getBaseUrl(), defaults.getAddressOrigin(), false,
					(key != null) ? key : defaults.getApiKey(), defaults.getSslBundle());
		}
		// A missing key must not send the key of one server to another.
		if (key == null) {
			throw M2xConfigurationErrors.missingApiKeyOfClient(name);
		}
		if (url != null) {
			return new NamedClientConnectionDetails(url, M2xAddressOrigin.PROPERTY, true, key, null);
		}
		String shared = M2xPropertyChecks.text("m2x.base-url", properties.baseUrl());
		return (shared != null) ? new NamedClientConnectionDetails(shared, M2xAddressOrigin.PROPERTY, false, key, null)
				: new NamedClientConnectionDetails(M2xClient.DEFAULT_BASE_URL.toString(), M2xAddressOrigin.DEFAULT,
						true, key, null);
	}

	@Override
	public String toString() {
		return "NamedClientConnectionDetails[" + M2xConfigurationErrors.withoutPassword(this.baseUrl) + "]";
	}

}
