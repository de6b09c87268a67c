package io.m2x.spring.boot.diagnostics;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.m2x.client.M2xClient;

/**
 * Checks values of properties.
 */
public final class M2xPropertyChecks {

	private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+");

	private static final Pattern VERSIONED = Pattern.compile(".*/v[0-9]+");

	private M2xPropertyChecks() {
	}

	/**
	 * Return the prefix of the properties of a client.
	 * @param client the name of the client
	 * @return the prefix, such as {@code m2x} or {@code m2x.clients.plant}
	 */
	public static String prefix(String client) {
		if (M2xClient.DEFAULT_NAME.equals(client)) {
			return "m2x";
		}
		return PLAIN_NAME.matcher(client).matches() ? "m2x.clients." + client : "m2x.clients[" + client + "]";
	}

	/**
	 * Return the text of a property.
	 * @param property the name of the property
	 * @param value its value, or {@code null}
	 * @return the value, or {@code null} if it is missing or empty
	 * @throws M2xConfigurationException if the value has an unresolved placeholder
	 */
	public static @Nullable String text(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			return null;
		}
		// The binder keeps a placeholder that it can't resolve.
		if (value.contains("${")) {
			throw new M2xConfigurationException(
					"The property '" + property + "' refers to a variable, with ${...}, that has no value.",
					"Set the variable in the environment of the application, for example with 'export NAME=value', or set the"
							+ " value itself:\n" + M2xConfigurationErrors.yaml(property, "..."),
					null);
		}
		return value;
	}

	/**
	 * Return whether an address ends with the version of the API.
	 * @param baseUrl the address
	 * @return {@code false} if the version is missing
	 */
	public static boolean hasVersion(URI baseUrl) {
		return VERSIONED.matcher(String.valueOf(baseUrl.getPath())).matches();
	}

	/**
	 * Check a timeout.
	 * @param property the name of the property
	 * @param value its value
	 * @return the value
	 * @throws M2xConfigurationException if it is not from 1 millisecond to 24 days
	 */
	public static Duration timeout(String property, Duration value) {
		if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
			throw M2xConfigurationErrors.unusableValue(property, value,
					"a timeout must be from 1 millisecond to 24 days", "10s");
		}
		return value;
	}

}
