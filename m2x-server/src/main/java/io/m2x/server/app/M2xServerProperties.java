package io.m2x.server.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import io.m2x.server.M2xServerSettings;
import io.m2x.server.security.AccountSettings;
import io.m2x.server.web.BaseUrls;

/**
 * Settings of the server as a program.
 *
 * @param masterKey Key to the whole default account: 32 lowercase hexadecimal digits. If
 * not set, a stored key stays, and a new database gets a generated one, shown once on
 * standard output. A key that differs from the stored one replaces it.
 * @param dataDirectory Directory of the data, created when missing.
 * @param publicBaseUrl Address of the API for the outside world, with its path, for use
 * behind a proxy. If not set, addresses in answers name the host that the request named.
 * @param accounts Further accounts by name, each with a master key of its own. They see
 * nothing of each other but public devices.
 * @since 0.1.0
 */
@ConfigurationProperties("m2x.server")
public record M2xServerProperties(@Nullable String masterKey, @DefaultValue("./m2x-data") Path dataDirectory,
		@Nullable String publicBaseUrl, @DefaultValue Map<String, Account> accounts) {

	M2xServerSettings settings() {
		Map<String, AccountSettings> further = new LinkedHashMap<>();
		this.accounts.forEach((name, account) -> further.put(name, account.settings()));
		return new M2xServerSettings(this.masterKey, this.dataDirectory, publicUrl(), further);
	}

	// Not bound as a URI: what is escaped already would be escaped once more.
	private @Nullable URI publicUrl() {
		try {
			return StringUtils.hasText(this.publicBaseUrl) ? new URI(this.publicBaseUrl.strip()) : null;
		}
		catch (URISyntaxException ex) {
			throw BaseUrls.invalid();
		}
	}

	@Override
	public String toString() {
		return "M2xServerProperties[dataDirectory=" + this.dataDirectory + ", publicBaseUrl=" + this.publicBaseUrl
				+ ", accounts=" + this.accounts.keySet() + "]";
	}

	/**
	 * Settings of a further account.
	 *
	 * @param masterKey Key to the whole account: 32 lowercase hexadecimal digits. If
	 * empty, a stored key stays, and a new account gets a generated one, shown once on
	 * standard output.
	 * @param active Whether to accept keys of the account. If not set, that stays as it
	 * is, and a new account is active.
	 */
	public record Account(@Nullable String masterKey, @Nullable Boolean active) {

		AccountSettings settings() {
			return new AccountSettings(StringUtils.hasText(this.masterKey) ? this.masterKey : null, this.active);
		}

		@Override
		public String toString() {
			return "Account[active=" + this.active + "]";
		}

	}

}
