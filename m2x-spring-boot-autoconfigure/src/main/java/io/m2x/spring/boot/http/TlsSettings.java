package io.m2x.spring.boot.http;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

import io.m2x.spring.boot.diagnostics.M2xConfigurationException;
import io.m2x.spring.boot.diagnostics.M2xSetting;
import io.m2x.spring.boot.diagnostics.Misconfiguration;

/**
 * Which certificates to trust and to show, as it was written.
 */
final class TlsSettings {

	private static final Log logger = LogFactory.getLog(TlsSettings.class);

	private final String property;

	private final @Nullable String name;

	private final @Nullable SslBundles bundles;

	private final @Nullable SslBundle given;

	private TlsSettings(String property, @Nullable String name, @Nullable SslBundles bundles,
			@Nullable SslBundle given) {
		this.property = property;
		this.name = name;
		this.bundles = bundles;
		this.given = given;
	}

	static TlsSettings of(String prefix, M2xHttpProperties.Ssl ssl, @Nullable SslBundles bundles,
			M2xDestination destination) {
		String property = prefix + ".http.ssl.bundle";
		String name = M2xSetting.text(property, ssl.bundle());
		if (destination.sslBundle() != null) {
			if (destination.isPlain()) {
				throw plainAddress("The connection details for M2X have an SSL bundle", destination,
						"Give connection details with an address that begins with https://, or without a bundle.");
			}
			return new TlsSettings(property, null, bundles, destination.sslBundle());
		}
		if (name != null && destination.isPlain()) {
			if (destination.written()) {
				throw plainAddress("The property '" + property + "' names the SSL bundle '" + name + "'", destination,
						"Set an address that begins with https:// in application.yml:\n"
								+ Misconfiguration.yaml(prefix + ".base-url", "https://m2x.example.com/v2")
								+ "\nOr, if the key may travel in clear, leave '" + property + "' empty.");
			}
			logger.info("The SSL bundle '" + name + "' of '" + property
					+ "' is not used: the address of M2X is that of a container or an embedded server, without TLS");
			return new TlsSettings(property, null, bundles, null);
		}
		return new TlsSettings(property, name, bundles, null);
	}

	private static M2xConfigurationException plainAddress(String what, M2xDestination destination, String action) {
		return new M2xConfigurationException(
				what + ", but the address of M2X, '" + Misconfiguration.withoutPassword(destination.baseUrl())
						+ "', does not begin with https://: the API key would travel in clear.",
				action, null);
	}

	/**
	 * Return the certificates as they are now.
	 * @return the bundle, or {@code null} for those of the JVM
	 */
	@Nullable SslBundle bundle() {
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
	}

	/**
	 * Tell of each new state of the certificates.
	 * @param handler what to do then
	 */
	void onUpdate(Runnable handler) {
		if (this.name != null && this.bundles != null) {
			this.bundles.addBundleUpdateHandler(this.name, (update) -> handler.run());
		}
	}

	void check(@Nullable SslBundle bundle) {
		try {
			if (bundle != null) {
				bundle.createSslContext();
			}
		}
		catch (RuntimeException ex) {
			throw new M2xConfigurationException(
					"The SSL bundle " + this + " for M2X can't be used: " + ex.getMessage() + ".",
					"Check the certificates, keys and passwords of the bundle.", ex);
		}
	}

	private M2xConfigurationException unknown(String name, List<String> known, @Nullable Exception cause) {
		return new M2xConfigurationException(
				"The property '" + this.property + "' names the SSL bundle '" + name + "', which does not exist; "
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
						                certificate: /etc/m2x/ca.pem    # who signs M2X's certificate"""
					.formatted(name),
				cause);
	}

	@Override
	public String toString() {
		return (this.name != null) ? "'" + this.name + "'" : "of the connection details";
	}

}
