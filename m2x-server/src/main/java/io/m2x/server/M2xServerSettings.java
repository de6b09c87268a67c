package io.m2x.server;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What can be chosen about a server.
 *
 * @param masterKey the key to the whole account, 32 lowercase hex digits; {@code null} to
 * keep the stored one or to generate one
 * @param dataDirectory the directory of the data; {@code null} to keep them in memory
 * @param publicBaseUrl the address of the API for the outside world, with its path;
 * {@code null} to use the host that each request names
 * @since 0.1.0
 */
public record M2xServerSettings(@Nullable String masterKey, @Nullable Path dataDirectory, @Nullable URI publicBaseUrl) {

	@Override
	public String toString() {
		return "M2xServerSettings[dataDirectory=" + this.dataDirectory + ", publicBaseUrl=" + this.publicBaseUrl + "]";
	}

}
