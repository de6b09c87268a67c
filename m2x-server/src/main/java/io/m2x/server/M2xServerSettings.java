package io.m2x.server;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.m2x.server.accounts.AccountSettings;
import io.m2x.server.accounts.Accounts;
import io.m2x.server.http.HttpLimits;
import io.m2x.server.store.DatabaseSettings;

/**
 * Holds the settings of a server.
 *
 * @param masterKey the key to the whole default account, 32 lowercase hex digits; {@code
 * null} to keep the stored one or to generate one
 * @param database where the data are
 * @param publicBaseUrl the address of the API for the outside world, with its path;
 * {@code null} to use the host that each request names
 * @param accounts further accounts by name
 * @param http the limits of connections
 * @since 0.1.0
 */
public record M2xServerSettings(@Nullable String masterKey, DatabaseSettings database, @Nullable URI publicBaseUrl,
		Map<String, AccountSettings> accounts, HttpLimits http) {

	/**
	 * Create settings.
	 * @throws IllegalStateException if a further account has the name of the default one
	 */
	public M2xServerSettings {
		accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
		if (accounts.containsKey(Accounts.DEFAULT)) {
			throw new IllegalStateException("The account '" + Accounts.DEFAULT
					+ "' is always there; its key is the master key of the server, not one of a further account");
		}
	}

	Map<String, AccountSettings> allAccounts() {
		Map<String, AccountSettings> all = new LinkedHashMap<>();
		all.put(Accounts.DEFAULT, AccountSettings.ofKey(this.masterKey));
		all.putAll(this.accounts);
		return all;
	}

	@Override
	public String toString() {
		return "M2xServerSettings[database=" + this.database + ", publicBaseUrl=" + this.publicBaseUrl + ", accounts="
				+ this.accounts + ", http=" + this.http + "]";
	}

}
