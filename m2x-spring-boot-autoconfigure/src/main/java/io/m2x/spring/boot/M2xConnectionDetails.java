package io.m2x.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Details required to connect to M2X.
 * <p>
 * A bean of this type overrides the properties {@code m2x.api-key} and
 * {@code m2x.base-url}.
 *
 * <pre class="code">
 * &#064;Component
 * class RegistryM2xConnectionDetails implements M2xConnectionDetails {
 *
 *     // ...
 *
 *     public String getBaseUrl() {
 *         return this.registry.find("m2x") + "/v2";
 *     }
 *
 *     public String getApiKey() {
 *         return this.secrets.get("m2x-key");
 *     }
 *
 * }</pre>
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
	 * Return the SSL bundle with the certificates to trust and to present.
	 * @return the bundle, or {@code null} to use the bundle of
	 * {@code m2x.http.ssl.bundle} or, if that is not set, the certificates of the JVM
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

	/**
	 * Return the origin of the address.
	 * @return the origin, {@link M2xAddressOrigin#APPLICATION} by default. Return
	 * {@link M2xAddressOrigin#PROPERTY} for an address that was read from a property: the
	 * application then fails to start if an SSL bundle is configured and the address is
	 * plain
	 */
	default M2xAddressOrigin getAddressOrigin() {
		return M2xAddressOrigin.APPLICATION;
	}

}
