package io.m2x.spring.boot.docker.compose;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.m2x.spring.boot.diagnostics.M2xConfigurationException;

/**
 * Environment of the container of a server.
 */
class M2xEnvironment {

	private static final String MASTER_KEY = "M2X_SERVER_MASTER_KEY";

	private final String apiKey;

	M2xEnvironment(String service, Map<String, ? extends @Nullable String> environment) {
		String key = environment.get(MASTER_KEY);
		if (!StringUtils.hasText(key)) {
			throw new M2xConfigurationException(
					"The service '" + service + "' of Docker Compose is an M2X server, but its master key is unknown:"
							+ " its variable " + MASTER_KEY + " is missing or empty.",
					"""
							Set the key in compose.yaml:
							    services:
							      %s:
							        environment:
							          %s: "<32 lowercase hexadecimal digits>"
							Or exclude the service from service connections and configure M2X with properties, using the label \
							'org.springframework.boot.ignore: "true"'."""
						.formatted(service, MASTER_KEY),
					null);
		}
		this.apiKey = key;
	}

	String apiKey() {
		return this.apiKey;
	}

}
