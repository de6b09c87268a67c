package io.m2x.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where M2X is, and as whom to talk to it.
 * <p>
 * An application that defines such a bean overrides the properties {@code m2x.api-key}
 * and {@code m2x.base-url}.
 *
 * @since 0.1.0
 */
public interface M2xConnectionDetails extends ConnectionDetails {

	/**
	 * Return the address of the API.
	 * @return an absolute address with the version in its path
	 */
	String getBaseUrl();

	/**
	 * Return the API key.
	 * @return the key
	 */
	String getApiKey();

	/**
	 * Return the certificates to trust and to show.
	 * @return the bundle, or {@code null} for those of {@code m2x.http.ssl.bundle}, or of
	 * the JVM
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

	/**
	 * Return where the address comes from.
	 * @return {@link M2xAddressOrigin#APPLICATION}, unless the details say otherwise. For
	 * an address that was written as a property, {@link M2xAddressOrigin#PROPERTY} lets
	 * no SSL bundle of the settings go unused
	 */
	default M2xAddressOrigin getAddressOrigin() {
		return M2xAddressOrigin.APPLICATION;
	}

}
