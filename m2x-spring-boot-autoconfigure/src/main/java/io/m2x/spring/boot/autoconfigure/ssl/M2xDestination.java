package io.m2x.spring.boot.autoconfigure.ssl;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

import io.m2x.spring.boot.M2xAddressOrigin;

/**
 * Where the connections of a client lead.
 *
 * @param baseUrl the address of M2X
 * @param origin where the address comes from
 * @param property the name of the property to write another address to, for messages
 * @param sslBundle the certificates that belong to the address, which win over a bundle
 * that is named in the settings, or {@code null}
 * @since 0.1.0
 */
public record M2xDestination(String baseUrl, M2xAddressOrigin origin, String property, @Nullable SslBundle sslBundle) {

	/**
	 * Return a destination that differs in its address, which the application's code has
	 * changed.
	 * @param changed the other address
	 * @return the destination
	 */
	public M2xDestination withBaseUrl(String changed) {
		return new M2xDestination(changed, M2xAddressOrigin.PROPERTY, this.property, this.sslBundle);
	}

	/**
	 * Return whether what is sent travels in clear.
	 * @return {@code true} for an address with {@code http}
	 */
	public boolean isPlain() {
		return this.baseUrl.strip().toLowerCase(Locale.ROOT).startsWith("http:");
	}

}
