package io.m2x.spring.boot.diagnostics;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Creates the exceptions for configuration errors, each with the action that corrects it.
 */
public final class M2xConfigurationErrors {

	private static final Pattern ELEMENT = Pattern.compile("\\[[^]]*]|[^.\\[]+");

	private M2xConfigurationErrors() {
	}

	/**
	 * The default client has no key.
	 * @return the exception
	 */
	public static M2xConfigurationException missingApiKey() {
		return new M2xConfigurationException(
				"The API key for M2X is not set: the property 'm2x.api-key' is missing or empty.", """
						Set the key in application.yml, preferably with the environment variable M2X_API_KEY:
						    m2x:
						      api-key: ${M2X_API_KEY}
						      base-url: http://localhost:8181/v2    # the address of your server
						Or, to develop without an account, add the dependency io.m2x:m2x-server and set neither: \
						the application then starts an embedded server.""", null);
	}

	/**
	 * A named client has no key, but needs its own.
	 * @param name the name of the client
	 * @return the exception
	 */
	public static M2xConfigurationException missingApiKeyOfClient(String name) {
		String property = M2xPropertyChecks.prefix(name) + ".api-key";
		return new M2xConfigurationException(
				"The API key of the M2X client '" + name + "' is not set: the property '" + property
						+ "' is missing or empty, and the key of another address is never used in its place.",
				"Set the key in application.yml, preferably with an environment variable:\n" + yaml(property,
						"${M2X_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY}"),
				null);
	}

	/**
	 * A requested client does not exist.
	 * @param name the name
	 * @param names the names of the existing clients
	 * @return the exception
	 */
	public static M2xConfigurationException unknownClient(String name, Collection<String> names) {
		return new M2xConfigurationException(
				"There is no M2X client '" + name + "'; "
						+ (names.isEmpty() ? "no client is configured."
								: "there are: " + String.join(", ", new TreeSet<>(names)) + "."),
				"Correct the name, or configure the client in application.yml:\n"
						+ (name.equals("default") ? yaml("m2x.api-key", "${M2X_API_KEY}")
								: yaml(M2xPropertyChecks.prefix(name) + ".api-key", "...")),
				null);
	}

	/**
	 * A bean of the default client is required, but only named clients are configured.
	 * @param type the type of the bean
	 * @param names the names of the named clients
	 * @return the exception
	 */
	public static M2xConfigurationException noDefaultClient(String type, Collection<String> names) {
		String name = names.stream().findFirst().orElse("plant");
		return new M2xConfigurationException(
				"A bean of type " + type + " is required, but there is no default M2X client"
						+ (names.isEmpty() ? "." : ", only these clients: " + String.join(", ", names) + "."),
				"Select a client with @Qualifier(\"" + name
						+ "\") on the parameter, or configure a default client in application.yml:\n"
						+ yaml("m2x.api-key", "${M2X_API_KEY}"),
				null);
	}

	/**
	 * A named client has the name of the default client.
	 * @param name the name
	 * @return the exception
	 */
	public static M2xConfigurationException reservedClientName(String name) {
		return new M2xConfigurationException("The name '" + name
				+ "' in 'm2x.clients' is reserved for the default client, whose properties are directly below 'm2x'.",
				"Give the client another name, or move its properties up:\n" + yaml("m2x.api-key", "${M2X_API_KEY}"),
				null);
	}

	/**
	 * A key contains characters that are not allowed in a header.
	 * @param property the name of the property with the key, or {@code null} if it has
	 * another origin
	 * @param cause what is wrong with the key. It must not contain the key
	 * @return the exception
	 */
	public static M2xConfigurationException unusableApiKey(@Nullable String property, IllegalArgumentException cause) {
		return new M2xConfigurationException("The API key for M2X can't be used: " + cause.getMessage() + ".",
				"A key consists of 32 hexadecimal digits. " + ((property != null)
						? "Correct it in application.yml, preferably with an environment variable:\n"
								+ yaml(property, "${M2X_API_KEY}")
						: "Correct it at the source of the connection details."),
				cause);
	}

	/**
	 * An address is invalid.
	 * @param property the name of the property for the address
	 * @param url the address
	 * @param cause what is wrong with the address
	 * @return the exception
	 */
	public static M2xConfigurationException unusableBaseUrl(String property, String url,
			IllegalArgumentException cause) {
		return new M2xConfigurationException(
				"The address of M2X, '" + withoutPassword(url) + "', can't be used: " + cause.getMessage() + ".",
				"Set an absolute address with the version in its path in application.yml:\n"
						+ yaml(property, "http://localhost:8181/v2"),
				cause);
	}

	/**
	 * A device to provision has no serial.
	 * @param property the name of the property that is missing
	 * @param device the name of the device in the configuration
	 * @return the exception
	 */
	public static M2xConfigurationException missingSerial(String property, String device) {
		return new M2xConfigurationException(
				"The serial of the device '" + device + "' is not set: the property '" + property
						+ "' is missing or empty, and a device can't be found again without it.",
				"Set the serial in application.yml:\n" + yaml(property, "GH-1"), null);
	}

	/**
	 * The value of a property is invalid.
	 * @param property the name of the property
	 * @param value its value. It must not be a secret
	 * @param rule the rule that the value violates
	 * @param example a valid value
	 * @return the exception
	 */
	public static M2xConfigurationException unusableValue(String property, Object value, String rule, String example) {
		return new M2xConfigurationException(
				"The value '" + value + "' of the property '" + property + "' can't be used: " + rule + ".",
				"Correct it in application.yml, for example:\n" + yaml(property, example)
						+ "\nor remove the property to use the default.",
				null);
	}

	/**
	 * A property of retries is invalid.
	 * @param prefix the prefix of the properties, such as {@code m2x.retry}
	 * @param cause what is wrong with it
	 * @return the exception
	 */
	public static M2xConfigurationException unusableRetry(String prefix, IllegalArgumentException cause) {
		String indent = "\n  " + "  ".repeat(prefix.split("\\.", -1).length + 1);
		return new M2xConfigurationException("A setting of '" + prefix + "' can't be used: " + cause.getMessage() + ".",
				"Correct it in application.yml, or remove it to use the default, as shown here:\n"
						+ yaml(prefix + ".max-retries", "30") + indent + "delay: 200ms" + indent + "multiplier: 2.0"
						+ indent + "jitter: 0.5" + indent + "max-delay: 5s" + indent + "timeout: 45s",
				cause);
	}

	/**
	 * Mask the password in an address.
	 * @param url the address
	 * @return the address without the password
	 */
	public static String withoutPassword(String url) {
		return url.replaceAll("//.*@", "//******@");
	}

	/**
	 * Return a property as lines of {@code application.yml}.
	 * @param property the name of the property
	 * @param value its value
	 * @return the lines
	 */
	public static String yaml(String property, String value) {
		StringBuilder lines = new StringBuilder();
		String indent = "    ";
		Matcher element = ELEMENT.matcher(property);
		while (element.find()) {
			String name = element.group();
			lines.append(lines.isEmpty() ? "" : ":\n")
				.append(indent)
				.append(name.startsWith("[") ? "\"" + name + "\"" : name);
			indent += "  ";
		}
		return lines.append(": ").append(value).toString();
	}

}
