package io.m2x.server.app;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import io.m2x.server.M2xServerSettings;
import io.m2x.server.accounts.AccountSettings;
import io.m2x.server.http.HttpLimits;
import io.m2x.server.store.DatabaseSettings;
import io.m2x.server.web.BaseUrls;

/**
 * Settings of the server as a program.
 *
 * @param masterKey Key to the whole default account: 32 lowercase hexadecimal digits. If
 * not set, a stored key stays, and a new database gets a generated one, shown once on
 * standard output. A key that differs from the stored one replaces it.
 * @param dataDirectory Directory of the data, created when missing. Unused with a
 * database server.
 * @param database The database.
 * @param publicBaseUrl Address of the API for the outside world, with its path, for use
 * behind a proxy. If not set, addresses in responses contain the host of the request.
 * @param accounts Further accounts by name, each with a master key of its own. They see
 * nothing of each other but public devices.
 * @param http Limits of connections.
 * @since 0.1.0
 */
@ConfigurationProperties("m2x.server")
public record M2xServerProperties(@Nullable String masterKey, @DefaultValue("./m2x-data") Path dataDirectory,
		@DefaultValue Database database, @Nullable String publicBaseUrl, @DefaultValue Map<String, Account> accounts,
		@DefaultValue Http http) {

	M2xServerSettings settings() {
		Map<String, AccountSettings> further = new LinkedHashMap<>();
		this.accounts.forEach((name, account) -> further.put(name, account.settings()));
		return new M2xServerSettings(this.masterKey, this.database.settings(this.dataDirectory), publicUrl(), further,
				this.http.limits());
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
		return "M2xServerProperties[dataDirectory=" + this.dataDirectory + ", database=" + this.database
				+ ", publicBaseUrl=" + this.publicBaseUrl + ", accounts=" + this.accounts.keySet() + "]";
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

	/**
	 * Settings of the database.
	 *
	 * @param url Address of a PostgreSQL database for JDBC, such as
	 * jdbc:postgresql://host/name, which several servers may share. If not set, the data
	 * is in the data directory.
	 * @param username User of the PostgreSQL database.
	 * @param password Password of the user.
	 * @param poolSize Number of connections to the PostgreSQL database that may be open.
	 * 0 for as many as the threads of the server can use.
	 * @param synchronous Whether to let each write to the data directory wait until the
	 * disk has it, so that it survives a power failure. Every write survives the end of
	 * the process anyway. A PostgreSQL database has its own settings for that.
	 */
	public record Database(@Nullable String url, @Nullable String username, @Nullable String password,
			@DefaultValue("0") int poolSize, @DefaultValue("false") boolean synchronous) {

		DatabaseSettings settings(Path directory) {
			return StringUtils.hasText(this.url)
					? new DatabaseSettings(null, this.url.strip(), orNull(this.username), orNull(this.password),
							(this.poolSize != 0) ? this.poolSize : null, false)
					: new DatabaseSettings(directory, null, null, null, null, this.synchronous);
		}

		private static @Nullable String orNull(@Nullable String text) {
			return StringUtils.hasText(text) ? text : null;
		}

		// The address may contain the password.
		@Override
		public String toString() {
			return "Database[" + (StringUtils.hasText(this.url) ? "server" : "directory") + "]";
		}

	}

	/**
	 * Settings of connections.
	 *
	 * @param maxConnections Number of connections that may be open. 0 for what the heap
	 * and the file descriptors of the process allow.
	 * @param maxConnectionsPerAddress Number of connections that may come from one
	 * address. 0 for half of all. Addresses of this machine have no such limit.
	 * @param proxies IP addresses, of reverse proxies for example, from which any number
	 * of connections may come.
	 * @param idleTimeout Time after which a connection without a request is closed.
	 * @param headerTimeout Time that the headers of a request may take, on a new
	 * connection with all that comes before them.
	 * @param bodyTimeout Time that the body of a request may take.
	 * @param stallTimeout Time that a body may take beyond what the least rate allows. A
	 * client that reads a response more slowly than that for twice this time is
	 * disconnected.
	 * @param minRate Least rate of bodies and responses, for a second.
	 */
	public record Http(@DefaultValue("0") int maxConnections, @DefaultValue("0") int maxConnectionsPerAddress,
			@DefaultValue Set<InetAddress> proxies, @DefaultValue("75s") Duration idleTimeout,
			@DefaultValue("30s") Duration headerTimeout, @DefaultValue("2m") Duration bodyTimeout,
			@DefaultValue("30s") Duration stallTimeout, @DefaultValue("1KB") DataSize minRate) {

		HttpLimits limits() {
			return new HttpLimits(orNull(this.maxConnections), orNull(this.maxConnectionsPerAddress), this.proxies,
					this.idleTimeout, this.headerTimeout, this.bodyTimeout, this.stallTimeout,
					Math.toIntExact(this.minRate.toBytes()));
		}

		private static @Nullable Integer orNull(int number) {
			return (number != 0) ? number : null;
		}

	}

}
