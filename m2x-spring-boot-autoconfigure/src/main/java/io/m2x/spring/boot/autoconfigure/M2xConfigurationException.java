package io.m2x.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A setting is missing or can't be used; tells what to write instead.
 *
 * @since 0.1.0
 */
public class M2xConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * Create the exception.
	 * @param description what is wrong, without any secret
	 * @param action what to do about it
	 * @param cause the cause, or {@code null}
	 */
	public M2xConfigurationException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	/**
	 * Return what to do about it.
	 * @return a text for the developer of the application
	 */
	public String action() {
		return this.action;
	}

	static M2xConfigurationException missingApiKey() {
		return new M2xConfigurationException(
				"The API key for M2X is not set: the property 'm2x.api-key' is missing or empty.", """
						Set the key in application.yml, best by way of the environment variable M2X_API_KEY:

						    m2x:
						      api-key: ${M2X_API_KEY}
						      base-url: http://localhost:8181/v2    # where your server is

						Or, to develop without any account, add the dependency io.m2x:m2x-server and leave out both: \
						the application then has a server of its own.""", null);
	}

	static M2xConfigurationException unusableApiKey(IllegalArgumentException cause) {
		return new M2xConfigurationException("The API key for M2X can't be used: " + cause.getMessage() + ".",
				"Correct the property 'm2x.api-key'; a key consists of 32 hexadecimal digits.", cause);
	}

	static M2xConfigurationException unusableBaseUrl(String url, IllegalArgumentException cause) {
		String shown = url.replaceAll("//[^/@]*@", "//******@");
		return new M2xConfigurationException(
				"The address of M2X, '" + shown + "', can't be used: " + cause.getMessage() + ".", """
						Set an absolute address with the version in its path in application.yml:

						    m2x:
						      base-url: http://localhost:8181/v2""", cause);
	}

}
