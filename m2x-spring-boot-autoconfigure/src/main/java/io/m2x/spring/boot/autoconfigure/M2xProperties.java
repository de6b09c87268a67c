package io.m2x.spring.boot.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.m2x.spring.boot.autoconfigure.http.M2xHttpProperties;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;

/**
 * Properties of the M2X clients.
 *
 * @param apiKey API key to send with every call: 32 hexadecimal digits. Master keys reach
 * the whole account, device keys one device.
 * @param baseUrl Address of the M2X API, with its version. If not set, an embedded server
 * is used if the class path has one, and the hosted service otherwise.
 * @param http Settings of the HTTP client.
 * @param retry Settings of retries.
 * @param values Settings of values.
 * @param clients Clients by name, for other accounts or servers. Each inherits the
 * properties of the default client that it does not define.
 * @since 0.1.0
 */
@ConfigurationProperties("m2x")
public record M2xProperties(@Nullable String apiKey, @Nullable String baseUrl,
		@NestedConfigurationProperty @DefaultValue M2xHttpProperties http,
		@NestedConfigurationProperty @DefaultValue M2xRetryProperties retry,
		@NestedConfigurationProperty @DefaultValue M2xValuesProperties values,
		@DefaultValue Map<String, M2xClientProperties> clients) {

	public M2xProperties {
		clients = M2xClientNames.merged(clients);
	}

	@Override
	public String toString() {
		return "M2xProperties[apiKey=" + ((this.apiKey != null) ? "******" : null) + ", baseUrl="
				+ ((this.baseUrl != null) ? M2xConfigurationErrors.withoutPassword(this.baseUrl) : null) + ", http="
				+ this.http + ", retry=" + this.retry + ", values=" + this.values + ", clients=" + this.clients + "]";
	}

}
