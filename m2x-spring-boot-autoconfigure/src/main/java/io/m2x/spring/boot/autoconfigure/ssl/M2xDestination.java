package io.m2x.spring.boot.autoconfigure.ssl;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

import io.m2x.spring.boot.M2xAddressOrigin;

/**
 * Destination of the connections of a client.
 *
 * @param baseUrl the address of M2X
 * @param origin the origin of the address
 * @param property the name of the property for the address, for messages
 * @param sslBundle the SSL bundle that belongs to the address and overrides the one from
 * the properties, or {@code null}
 * @since 0.1.0
 */
public record M2xDestination(String baseUrl, M2xAddressOrigin origin, String property, @Nullable SslBundle sslBundle) {

	/**
	 * Return this destination with an address that a customizer has set.
	 * @param changed the changed address
	 * @return the destination
	 */
	public M2xDestination withBaseUrl(String changed) {
		return new M2xDestination(changed, M2xAddressOrigin.PROPERTY, this.property, this.sslBundle);
	}

	/**
	 * Return whether requests are sent unencrypted.
	 * @return {@code true} if the address begins with {@code http:}
	 */
	public boolean isPlain() {
		return this.baseUrl.strip().toLowerCase(Locale.ROOT).startsWith("http:");
	}

}
