package io.m2x.spring.boot.diagnostics;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The mistakes in the settings of clients, each with what to write instead.
 */
public final class M2xConfigurationErrors {

	private static final Pattern ELEMENT = Pattern.compile("\\[[^]]*]|[^.\\[]+");

	private M2xConfigurationErrors() {
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
	 * No key is set for a further client that needs one of its own.
	 * @param name the name of the client
	 * @return the exception
	 */
	public static M2xConfigurationException missingApiKeyOfClient(String name) {
		String property = M2xPropertyChecks.prefix(name) + ".api-key";
		return new M2xConfigurationException(
				"The API key of the M2X client '" + name + "' is not set: the property '" + property
						+ "' is missing or empty, and no key of another address is used in its place.",
				"Set the key in application.yml, best by way of an environment variable:\n" + yaml(property,
						"${M2X_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY}"),
				null);
	}

	/**
	 * A client was asked for that there is not.
	 * @param name the name
	 * @param names the names of the clients that there are
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
	 * A bean of the default client is wanted, but only further clients are configured.
	 * @param type the type of the bean
	 * @param names the names of the further clients
	 * @return the exception
	 */
	public static M2xConfigurationException noDefaultClient(String type, Collection<String> names) {
		String name = names.stream().findFirst().orElse("plant");
		return new M2xConfigurationException(
				"A bean of type " + type + " is wanted without a name, but there is no default M2X client"
						+ (names.isEmpty() ? "." : ", only: " + String.join(", ", names) + "."),
				"Say which client is meant, with @Qualifier(\"" + name
						+ "\") at the parameter, or configure a default client in application.yml:\n"
						+ yaml("m2x.api-key", "${M2X_API_KEY}"),
				null);
	}

	/**
	 * A further client has the name of the default one.
	 * @param name the name
	 * @return the exception
	 */
	public static M2xConfigurationException reservedClientName(String name) {
		return new M2xConfigurationException(
				"The name '" + name
						+ "' in 'm2x.clients' is that of the default client, which has its settings in 'm2x'.",
				"Give the further client another name, or move its settings up:\n"
						+ yaml("m2x.api-key", "${M2X_API_KEY}"),
				null);
	}

	/**
	 * A key can't stand in a header.
	 * @param property the name of the property that it was written to, or {@code null} if
	 * it comes from elsewhere
	 * @param cause what is wrong with the key, without the key
	 * @return the exception
	 */
	public static M2xConfigurationException unusableApiKey(@Nullable String property, IllegalArgumentException cause) {
		return new M2xConfigurationException("The API key for M2X can't be used: " + cause.getMessage() + ".",
				"A key consists of 32 hexadecimal digits. " + ((property != null)
						? "Correct it in application.yml, best by way of an environment variable:\n"
								+ yaml(property, "${M2X_API_KEY}")
						: "Correct it where the connection details get it from."),
				cause);
	}

	/**
	 * An address can't be one of M2X.
	 * @param property the name of the property that it would come from
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
	 * A device that is to be provisioned has no serial.
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
	 * A value of a setting can't be used.
	 * @param property the name of the property
	 * @param value its value, which is no secret
	 * @param rule what is wrong with it
	 * @param example a value that can be used
	 * @return the exception
	 */
	public static M2xConfigurationException unusableValue(String property, Object value, String rule, String example) {
		return new M2xConfigurationException(
				"The value '" + value + "' of the property '" + property + "' can't be used: " + rule + ".",
				"Correct it in application.yml, such as:\n" + yaml(property, example)
						+ "\nor leave the property out for the default.",
				null);
	}

	/**
	 * One of the settings of retries can't be used.
	 * @param prefix what the names of the settings begin with, such as {@code m2x.retry}
	 * @param cause what is wrong with it
	 * @return the exception
	 */
	public static M2xConfigurationException unusableRetry(String prefix, IllegalArgumentException cause) {
		String indent = "\n  " + "  ".repeat(prefix.split("\\.", -1).length + 1);
		return new M2xConfigurationException("A setting of '" + prefix + "' can't be used: " + cause.getMessage() + ".",
				"Correct it in application.yml, or leave it out for the default, which is here:\n"
						+ yaml(prefix + ".max-retries", "30") + indent + "delay: 200ms" + indent + "multiplier: 2.0"
						+ indent + "jitter: 0.5" + indent + "max-delay: 5s" + indent + "timeout: 45s",
				cause);
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
