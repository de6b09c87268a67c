package io.m2x.server.app;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.m2x.server.M2xServerSettings;

/**
 * Settings of the server as a program.
 *
 * @param masterKey key to the whole account, 32 lowercase hex digits. Without it, the
 * stored key stays, and a new database gets a generated one, printed once
 * @param dataDirectory directory of the data, created when missing
 * @param publicBaseUrl address of the API for the outside world, with its path. Without
 * it, addresses in answers begin with the host that the request names
 * @since 0.1.0
 */
@ConfigurationProperties("m2x.server")
public record M2xServerProperties(@Nullable String masterKey, @DefaultValue("./m2x-data") Path dataDirectory,
		@Nullable URI publicBaseUrl) {

	M2xServerSettings settings() {
		return new M2xServerSettings(this.masterKey, this.dataDirectory, this.publicBaseUrl);
	}

	@Override
	public String toString() {
		return "M2xServerProperties[dataDirectory=" + this.dataDirectory + ", publicBaseUrl=" + this.publicBaseUrl
				+ "]";
	}

}
