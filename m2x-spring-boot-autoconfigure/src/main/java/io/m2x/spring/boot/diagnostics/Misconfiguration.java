package io.m2x.spring.boot.diagnostics;

/**
 * The mistakes in the settings of clients, each with what to write instead.
 */
public final class Misconfiguration {

	private Misconfiguration() {
	}

	/**
	 * No key is set for the default client.
	 * @return the exception
	 */
	public static M2xConfigurationException missingApiKey() {
		return new M2xConfigurationException(
				"The API key for M2X is not set: the property 'm2x.api-key' is missing or empty.", """
						Set the key in application.yml, best by way of the environment variable M2X_API_KEY:
						    m2x:
						      api-key: ${M2X_API_KEY}
						      base-url: http://localhost:8181/v2    # where your server is
						Or, to develop without any account, add the dependency io.m2x:m2x-server and leave out both: \
						the application then has a server of its own.""", null);
	}

	/**
	 * A key can't stand in a header.
	 * @param prefix the prefix of the property, such as {@code m2x}
	 * @param cause what is wrong with the key, without the key
	 * @return the exception
	 */
	public static M2xConfigurationException unusableApiKey(String prefix, IllegalArgumentException cause) {
		return new M2xConfigurationException("The API key for M2X can't be used: " + cause.getMessage() + ".",
				"Correct the property '" + prefix + ".api-key'; a key consists of 32 hexadecimal digits.", cause);
	}

	/**
	 * An address can't be one of M2X.
	 * @param prefix the prefix of the property, such as {@code m2x}
	 * @param url the address
	 * @param cause what is wrong with the address
	 * @return the exception
	 */
	public static M2xConfigurationException unusableBaseUrl(String prefix, String url, IllegalArgumentException cause) {
		return new M2xConfigurationException(
				"The address of M2X, '" + withoutPassword(url) + "', can't be used: " + cause.getMessage() + ".",
				"Set an absolute address with the version in its path in application.yml:\n"
						+ yaml(prefix + ".base-url", "http://localhost:8181/v2"),
				cause);
	}

	/**
	 * One of several settings that belong together can't be used.
	 * @param prefix what the names of the settings begin with
	 * @param cause what is wrong with it
	 * @return the exception
	 */
	public static M2xConfigurationException unusable(String prefix, IllegalArgumentException cause) {
		return new M2xConfigurationException("A setting of '" + prefix + "' can't be used: " + cause.getMessage() + ".",
				"Correct the properties that begin with '" + prefix + ".', or leave them out for the defaults.", cause);
	}

	/**
	 * Return an address as it may be shown.
	 * @param url the address, which may hold a password
	 * @return the address without it
	 */
	public static String withoutPassword(String url) {
		return url.replaceAll("//.*@", "//******@");
	}

	/**
	 * Return a property as the lines to write in {@code application.yml}.
	 * @param property the name of the property
	 * @param value its value
	 * @return the lines
	 */
	public static String yaml(String property, String value) {
		StringBuilder lines = new StringBuilder();
		String indent = "    ";
		for (String part : property.split("\\.", -1)) {
			lines.append(lines.isEmpty() ? "" : ":\n").append(indent).append(part);
			indent += "  ";
		}
		return lines.append(": ").append(value).toString();
	}

}
