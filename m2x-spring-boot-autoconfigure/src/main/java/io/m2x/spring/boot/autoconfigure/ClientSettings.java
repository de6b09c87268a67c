package io.m2x.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.M2xConnectionDetails;
import io.m2x.spring.boot.autoconfigure.http.ConnectorSettings;
import io.m2x.spring.boot.autoconfigure.http.M2xHttpProperties;
import io.m2x.spring.boot.autoconfigure.ssl.M2xDestination;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Settings of a client, completed with those of the default client.
 *
 * @param name the name of the client
 * @param details the connection details
 * @param baseUrlProperty the name of the property for the address, for messages
 * @param http the settings of the HTTP client
 * @param bundleProperty the name of the property for the SSL bundle, for messages
 * @param retry the settings of retries
 * @param values the settings of values
 */
record ClientSettings(String name, M2xConnectionDetails details, String baseUrlProperty, M2xHttpProperties http,
		String bundleProperty, M2xRetryProperties retry, M2xValuesProperties values) {

	static ClientSettings ofDefault(M2xProperties properties, M2xConnectionDetails details) {
		return new ClientSettings(M2xClient.DEFAULT_NAME, details, "m2x.base-url", properties.http(),
				"m2x.http.ssl.bundle", properties.retry(), properties.values());
	}

	static ClientSettings of(String name, M2xProperties properties, M2xClientProperties own,
			@Nullable M2xConnectionDetails defaults) {
		String prefix = M2xPropertyChecks.prefix(name);
		NamedClientConnectionDetails details = NamedClientConnectionDetails.of(name, properties, own, defaults);
		return new ClientSettings(name, details, (details.hasOwnAddress() ? prefix : "m2x") + ".base-url",
				own.http().orElse(properties.http()),
				((own.http().ssl().bundle() != null) ? prefix : "m2x") + ".http.ssl.bundle",
				own.retry().orElse(properties.retry()), own.values().orElse(properties.values()));
	}

	String prefix() {
		return M2xPropertyChecks.prefix(this.name);
	}

	ConnectorSettings connector() {
		return new ConnectorSettings(this.name, prefix(), this.http, this.bundleProperty, destination());
	}

	M2xDestination destination() {
		return new M2xDestination(this.details.getBaseUrl(), this.details.getAddressOrigin(), this.baseUrlProperty,
				this.details.getSslBundle());
	}

}
