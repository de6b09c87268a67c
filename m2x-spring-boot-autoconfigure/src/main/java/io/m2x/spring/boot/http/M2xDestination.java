package io.m2x.spring.boot.http;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where the connections of a client lead.
 *
 * @param baseUrl the address of M2X
 * @param sslBundle the certificates that belong to the address, which win over a bundle
 * that is named in the settings, or {@code null}
 * @param written whether the address was written next to the settings of the HTTP client;
 * otherwise it is that of a container or an embedded server, and the settings may have
 * been meant for another one
 * @since 0.1.0
 */
public record M2xDestination(String baseUrl, @Nullable SslBundle sslBundle, boolean written) {

	boolean isPlain() {
		return this.baseUrl.strip().toLowerCase(Locale.ROOT).startsWith("http:");
	}

}
