package io.m2x.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.m2x.spring.boot.autoconfigure.http.M2xHttpProperties;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;

/**
 * Properties of a named client. It inherits the properties of the default client that it
 * does not define.
 *
 * @param apiKey API key to send with every call: 32 hexadecimal digits.
 * @param baseUrl Address of the M2X API, with its version.
 * @param http Settings of the HTTP client.
 * @param retry Settings of retries.
 * @param values Settings of values.
 * @since 0.1.0
 */
public record M2xClientProperties(@Nullable String apiKey, @Nullable String baseUrl,
		@DefaultValue M2xHttpProperties http, @DefaultValue M2xRetryProperties retry,
		@DefaultValue M2xValuesProperties values) {

	static final M2xClientProperties NONE = new M2xClientProperties(null, null, M2xHttpProperties.NONE,
			M2xRetryProperties.NONE, M2xValuesProperties.NONE);

	M2xClientProperties orElse(M2xClientProperties other) {
		return new M2xClientProperties((this.apiKey != null) ? this.apiKey : other.apiKey,
				(this.baseUrl != null) ? this.baseUrl : other.baseUrl, this.http.orElse(other.http),
				this.retry.orElse(other.retry), this.values.orElse(other.values));
	}

	@Override
	public String toString() {
		return "M2xClientProperties[apiKey=" + ((this.apiKey != null) ? "******" : null) + ", baseUrl="
				+ ((this.baseUrl != null) ? M2xConfigurationErrors.withoutPassword(this.baseUrl) : null) + ", http="
				+ this.http + ", retry=" + this.retry + ", values=" + this.values + "]";
	}

}
