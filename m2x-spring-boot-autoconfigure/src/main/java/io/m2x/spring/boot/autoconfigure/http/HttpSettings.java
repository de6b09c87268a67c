package io.m2x.spring.boot.autoconfigure.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.m2x.client.M2xClientBuilder;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Settings of the HTTP client: validated properties with defaults applied.
 *
 * @param connectTimeout maximum time to establish a connection
 * @param readTimeout maximum time without data while a response is awaited
 * @param callTimeout maximum time for a call, including all retries
 * @param maxConnections maximum number of connections at a time
 * @param compression whether to ask for compressed responses
 * @param proxy the proxy, or {@code null} to use the proxy settings of the JVM
 */
record HttpSettings(Duration connectTimeout, Duration readTimeout, Duration callTimeout, int maxConnections,
		boolean compression, @Nullable ProxySettings proxy) {

	static final int DEFAULT_MAX_CONNECTIONS = 100;

	static HttpSettings of(String prefix, M2xHttpProperties properties) {
		return new HttpSettings(
				timeout(prefix, "connect", properties.connectTimeout(), M2xClientBuilder.DEFAULT_CONNECT_TIMEOUT),
				timeout(prefix, "read", properties.readTimeout(), M2xClientBuilder.DEFAULT_READ_TIMEOUT),
				timeout(prefix, "call", properties.callTimeout(), M2xClientBuilder.DEFAULT_CALL_TIMEOUT),
				maxConnections(prefix, properties.maxConnections()), !Boolean.FALSE.equals(properties.compression()),
				ProxySettings.of(prefix, properties.proxy()));
	}

	private static Duration timeout(String prefix, String name, @Nullable Duration value, Duration byDefault) {
		return M2xPropertyChecks.timeout(prefix + ".http." + name + "-timeout", (value != null) ? value : byDefault);
	}

	private static int maxConnections(String prefix, @Nullable Integer value) {
		if (value != null && value < 1) {
			throw new M2xConfigurationException(
					"The property '" + prefix + ".http.max-connections' can't be " + value + ": it must be at least 1.",
					"Set the number of connections in application.yml, or leave it out for " + DEFAULT_MAX_CONNECTIONS
							+ ":\n" + M2xConfigurationErrors.yaml(prefix + ".http.max-connections",
									String.valueOf(DEFAULT_MAX_CONNECTIONS)),
					null);
		}
		return (value != null) ? value : DEFAULT_MAX_CONNECTIONS;
	}

}
