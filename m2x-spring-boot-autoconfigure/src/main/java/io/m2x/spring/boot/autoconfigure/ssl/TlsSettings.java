package io.m2x.spring.boot.autoconfigure.ssl;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.NestedExceptionUtils;

import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;

/**
 * Certificates that a client trusts and presents, from properties or connection details.
 *
 * @since 0.1.0
 */
public final class TlsSettings {

	private static final Log logger = LogFactory.getLog(TlsSettings.class);

	private final String client;

	private final String property;

	private final @Nullable String name;

	private final @Nullable SslBundles bundles;

	private final @Nullable SslBundle given;

	private TlsSettings(String client, String property, @Nullable String name, @Nullable SslBundles bundles,
			@Nullable SslBundle given) {
		this.client = client;
		this.property = property;
		this.name = name;
		this.bundles = bundles;
		this.given = given;
	}

	/**
	 * Determine the certificates of a client.
	 * @param client the name of the client
	 * @param property the name of the property for the SSL bundle, for messages
	 * @param bundle the value of that property, or {@code null}
	 * @param bundles the SSL bundles of the application, or {@code null} if it has none
	 * @param destination the destination of the connections
	 * @return the settings
	 * @throws M2xConfigurationException if there is a bundle, but the address would send
	 * the key unencrypted
	 */
	public static TlsSettings of(String client, String property, @Nullable String bundle, @Nullable SslBundles bundles,
			M2xDestination destination) {
		if (destination.sslBundle() != null) {
			if (destination.isPlain()) {
				throw plainAddress("The connection details of the M2X client '" + client + "' have an SSL bundle",
						destination,
						"Return an address that begins with https:// from the connection details, or no SSL bundle.");
			}
			return new TlsSettings(client, property, null, bundles, destination.sslBundle());
		}
		String name = M2xPropertyChecks.text(property, bundle);
		if (name != null && destination.isPlain()) {
			checkPlain(client, property, name, destination);
			return new TlsSettings(client, property, null, bundles, null);
		}
		return new TlsSettings(client, property, name, bundles, null);
	}

	// An address and a bundle that are both set by properties belong together. The
	// address of a server that was started for the application replaces the configured
	// one, to which the bundle belongs.
	private static void checkPlain(String client, String property, String name, M2xDestination destination) {
		String notUsed = "The SSL bundle '" + name + "' of '" + property + "' is not used by the M2X client '" + client
				+ "': ";
		switch (destination.origin()) {
			case EMBEDDED -> logger.info(notUsed + "the embedded server does not use TLS");
			case CONTAINER -> logger.info(notUsed + "the container does not use TLS");
			case APPLICATION -> logger.warn(notUsed + "the connection details of the application have the address '"
					+ M2xConfigurationErrors.withoutPassword(destination.baseUrl())
					+ "', which does not use TLS, and the API key is sent unencrypted. Use an address that begins with https://");
			case PROPERTY, DEFAULT -> throw plainAddress(
					"The property '"
							+ property + "' names the SSL bundle '" + name + "' for the M2X client '" + client + "'",
					destination,
					"Set an address that begins with https:// in application.yml:\n"
							+ M2xConfigurationErrors.yaml(destination.property(), "https://m2x.example.com/v2")
							+ "\nOr, if the key of this client may be sent unencrypted, leave its bundle empty:\n"
							+ M2xConfigurationErrors.yaml(M2xPropertyChecks.prefix(client) + ".http.ssl.bundle",
									"\"\""));
		}
	}

	private static M2xConfigurationException plainAddress(String what, M2xDestination destination, String action) {
		return new M2xConfigurationException(
				what + ", but the address of M2X, '" + M2xConfigurationErrors.withoutPassword(destination.baseUrl())
						+ "', does not begin with https://: the API key would be sent unencrypted.",
				action, null);
	}

	/**
	 * Return the current certificates.
	 * @return the bundle, or {@code null} for those of the JVM
	 * @throws M2xConfigurationException if the bundle does not exist or can't be read
	 */
	public @Nullable SslBundle bundle() {
		if (this.name == null) {
			return this.given;
		}
		if (this.bundles == null) {
			throw unknown(this.name, List.of(), null);
		}
		try {
			return this.bundles.getBundle(this.name);
		}
		catch (NoSuchSslBundleException ex) {
			throw unknown(this.name, this.bundles.getBundleNames(), ex);
		}
		catch (RuntimeException ex) {
			throw unusable(ex);
		}
	}

	/**
	 * Call a handler each time the bundle is reloaded.
	 * @param handler the handler
	 */
	public void onUpdate(Runnable handler) {
		if (this.name != null && this.bundles != null) {
			this.bundles.addBundleUpdateHandler(this.name, (update) -> handler.run());
		}
	}

	/**
	 * Check that a bundle is valid.
	 * @param bundle the bundle, or {@code null}
	 * @throws M2xConfigurationException if its certificates, keys or passwords are wrong
	 */
	public void check(@Nullable SslBundle bundle) {
		try {
			if (bundle != null) {
				bundle.createSslContext();
			}
		}
		catch (RuntimeException ex) {
			throw unusable(ex);
		}
	}

	private M2xConfigurationException unusable(RuntimeException cause) {
		String where = (this.name != null) ? "'" + this.name + "', which the property '" + this.property + "' names,"
				: "of the connection details";
		return new M2xConfigurationException(
				"The SSL bundle " + where + " can't be used by the M2X client '" + this.client + "': " + reason(cause)
						+ ".",
				(this.name != null)
						? "Check the certificates, keys and passwords of the bundle, below 'spring.ssl.bundle', or name"
								+ " another one:\n" + M2xConfigurationErrors.yaml(this.property, this.name)
						: "Check the certificates, keys and passwords of the bundle.",
				cause);
	}

	private static String reason(Throwable failure) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
		String reason = String.valueOf(failure.getMessage());
		return ((root != failure && root.getMessage() != null && !reason.contains(root.getMessage()))
				? reason + " (" + root.getMessage() + ")" : reason)
			.replaceFirst("\\.$", "");
	}

	private M2xConfigurationException unknown(String name, List<String> known, @Nullable Exception cause) {
		return new M2xConfigurationException(
				"The property '" + this.property + "' names the SSL bundle '" + name + "' for the M2X client '"
						+ this.client + "', which does not exist; "
						+ (known.isEmpty() ? "there is none." : "there are: '" + String.join("', '", known) + "'."),
				"""
						Correct the name, or define the bundle in application.yml:
						    spring:
						      ssl:
						        bundle:
						          pem:
						            %s:
						              reload-on-update: true
						              truststore:
						                certificate: /etc/m2x/ca.pem    # the authority that signs M2X's certificate"""
					.formatted(name),
				cause);
	}

	@Override
	public String toString() {
		return (this.name != null) ? "'" + this.name + "'" : "of the connection details";
	}

}
