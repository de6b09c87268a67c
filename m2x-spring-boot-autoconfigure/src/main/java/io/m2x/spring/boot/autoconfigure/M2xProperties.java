package io.m2x.spring.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the M2X client.
 *
 * @param apiKey API key to send with every call: 32 hexadecimal digits. Master keys reach
 * the whole account, device keys one device.
 * @param baseUrl Address of the M2X API, with its version. If not set, an embedded server
 * is used where the class path has one, and the hosted service otherwise.
 * @param http Settings of the HTTP client.
 * @since 0.1.0
 */
@ConfigurationProperties("m2x")
public record M2xProperties(@Nullable String apiKey, @Nullable String baseUrl, @DefaultValue Http http) {

	@Override
	public String toString() {
		return "M2xProperties[apiKey=" + ((this.apiKey != null) ? "******" : null) + ", baseUrl=" + this.baseUrl
				+ ", http=" + this.http + "]";
	}

	/**
	 * Settings of the HTTP client.
	 *
	 * @param connectTimeout Maximum time for the making of a connection.
	 * @param readTimeout Maximum time of silence while an answer is awaited.
	 * @param callTimeout Maximum time for a whole call, from the making of the connection
	 * to the last byte of the answer.
	 */
	public record Http(@DefaultValue("5s") Duration connectTimeout, @DefaultValue("10s") Duration readTimeout,
			@DefaultValue("30s") Duration callTimeout) {

	}

}
