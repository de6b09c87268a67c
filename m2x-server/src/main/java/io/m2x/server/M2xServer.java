package io.m2x.server;

import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.Assert;
import reactor.netty.ChannelBindException;

import io.m2x.server.accounts.AccountSettings;
import io.m2x.server.accounts.Accounts;
import io.m2x.server.http.HttpLimits;
import io.m2x.server.http.HttpListener;
import io.m2x.server.store.DatabaseSettings;
import io.m2x.server.web.BaseUrls;

/**
 * Runs a server inside this process.
 *
 * @since 0.1.0
 */
public final class M2xServer implements AutoCloseable {

	private final AnnotationConfigApplicationContext context;

	private final String url;

	private final int port;

	private M2xServer(AnnotationConfigApplicationContext context, String url, int port) {
		this.context = context;
		this.url = url;
		this.port = port;
	}

	/**
	 * Create a builder. By default the server listens on a free port of the loopback
	 * address, keeps its data as long as it runs and generates its master key.
	 * @return the description
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the address of the API.
	 * @return the base URL with the path {@code /v2}
	 */
	public String url() {
		return this.url;
	}

	/**
	 * Return the port on which the server listens for HTTP.
	 * @return the actual port, never zero
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Return the key to everything in the default account.
	 * @return 32 hex digits, to be kept secret; another one after the key was regenerated
	 */
	public String masterKey() {
		return masterKey(Accounts.DEFAULT);
	}

	/**
	 * Return the key to everything in an account.
	 * @param account the name of the account
	 * @return 32 hex digits, to be kept secret; another one after the key was regenerated
	 * @throws IllegalArgumentException if there is no such account
	 */
	public String masterKey(String account) {
		return accounts().masterKey(account);
	}

	/**
	 * Create another account; accounts see nothing of each other but public devices.
	 * @param name the name, of 1 to 250 characters, which no other account has
	 * @return the master key of the account, 32 hex digits, to be kept secret
	 * @throws IllegalArgumentException if the name is no name or is taken
	 */
	public String createAccount(String name) {
		return accounts().create(name);
	}

	/**
	 * Activate or deactivate an account. Calls with the keys of an inactive account are
	 * rejected.
	 * @param account the name of the account
	 * @param active whether the keys of the account work
	 * @throws IllegalArgumentException if there is no such account
	 */
	public void setAccountActive(String account, boolean active) {
		accounts().setActive(account, active);
	}

	private Accounts accounts() {
		return this.context.getBean(Accounts.class);
	}

	/**
	 * Stop accepting requests, give those in flight some seconds to finish, then release
	 * everything. Do nothing if the server has been stopped before.
	 */
	public void stop() {
		this.context.close();
	}

	ApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		stop();
	}

	@Override
	public String toString() {
		return "M2xServer[" + this.url + "]";
	}

	/**
	 * Describes a server and starts it.
	 */
	public static final class Builder {

		private static final int MAX_PORT = 65535;

		private int port;

		private String host = "127.0.0.1";

		private @Nullable String masterKey;

		private DatabaseSettings database = DatabaseSettings.temporary();

		private @Nullable URI publicBaseUrl;

		private final Map<String, AccountSettings> accounts = new LinkedHashMap<>();

		private HttpLimits http = HttpLimits.DEFAULTS;

		private Builder() {
		}

		/**
		 * Choose the port.
		 * @param newPort the port, zero for any free one
		 * @return this description
		 */
		public Builder port(int newPort) {
			Assert.isTrue(newPort >= 0 && newPort <= MAX_PORT, "'newPort' must be between 0 and 65535");
			this.port = newPort;
			return this;
		}

		/**
		 * Choose the address to listen on.
		 * @param newHost a host name or IP address of this machine
		 * @return this description
		 */
		public Builder host(String newHost) {
			Assert.hasText(newHost, "'newHost' must not be empty");
			this.host = newHost;
			return this;
		}

		/**
		 * Choose the master key of the default account.
		 * @param key 32 lowercase hex digits, or {@code null} to keep the stored key or
		 * to generate one
		 * @return this description
		 */
		public Builder masterKey(@Nullable String key) {
			this.masterKey = key;
			return this;
		}

		/**
		 * Choose where the data are kept.
		 * @param directory a directory, created when missing, or {@code null} to keep the
		 * data in temporary files as long as the server runs
		 * @return this description
		 */
		public Builder dataDirectory(@Nullable Path directory) {
			this.database = (directory != null) ? DatabaseSettings.inDirectory(directory)
					: DatabaseSettings.temporary();
			return this;
		}

		/**
		 * Keep the data in a PostgreSQL database, which other servers may share.
		 * @param url the address for JDBC, such as {@code jdbc:postgresql://host/name}
		 * @param username the user of the database, or {@code null} if the address says
		 * it
		 * @param password the password of the user, or {@code null} for none
		 * @return this description
		 */
		public Builder database(String url, @Nullable String username, @Nullable String password) {
			Assert.hasText(url, "'url' must not be empty");
			this.database = DatabaseSettings.inServer(url, username, password);
			return this;
		}

		/**
		 * Choose the address that responses contain.
		 * @param url the address of the API for the outside world, with its path, or
		 * {@code null} to use the host that each request names
		 * @return this description
		 */
		public Builder publicBaseUrl(@Nullable URI url) {
			this.publicBaseUrl = url;
			return this;
		}

		/**
		 * Add another account; accounts see nothing of each other but public devices.
		 * @param name the name of the account, of 1 to 250 characters
		 * @param key its master key, 32 lowercase hex digits, or {@code null} to keep the
		 * stored key or to generate one
		 * @return this description
		 * @see M2xServer#masterKey(String)
		 */
		public Builder account(String name, @Nullable String key) {
			Assert.hasText(name, "'name' must not be empty");
			this.accounts.put(name, AccountSettings.ofKey(key));
			return this;
		}

		/**
		 * Choose how many connections the server accepts and how long it waits for them.
		 * @param limits makes the limits out of those chosen before
		 * @return this description
		 */
		public Builder http(UnaryOperator<HttpLimits> limits) {
			this.http = limits.apply(this.http);
			return this;
		}

		/**
		 * Start the server.
		 * @return the running server
		 * @throws M2xServerException if it can't start; nothing is left open then
		 */
		public M2xServer start() {
			AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
			// The calling thread's class loader need not know the server.
			context.setClassLoader(M2xServer.class.getClassLoader());
			try {
				M2xServerSettings settings = new M2xServerSettings(this.masterKey, this.database, this.publicBaseUrl,
						this.accounts, this.http);
				context.registerBean(M2xServerSettings.class, () -> settings);
				context.registerBean(HttpListener.class,
						() -> new HttpListener(context, this.host, this.port, this.http));
				context.register(M2xServerConfiguration.class);
				context.refresh();
				int actualPort = context.getBean(HttpListener.class).port();
				return new M2xServer(context, url(actualPort), actualPort);
			}
			catch (RuntimeException ex) {
				context.close();
				throw explain(ex);
			}
		}

		private String url(int actualPort) {
			String address = this.host.contains(":") ? "[" + this.host + "]" : this.host;
			String reachable = "0.0.0.0".equals(address) ? "127.0.0.1" : address;
			return "http://" + reachable + ":" + actualPort + BaseUrls.PREFIX;
		}

		private M2xServerException explain(RuntimeException ex) {
			Throwable cause = ex;
			while (cause != null && !(cause instanceof IllegalStateException) && cause.getCause() != cause) {
				if (cause instanceof ChannelBindException || cause instanceof BindException) {
					return new M2xServerException("The server can't listen on " + this.host + ":" + this.port
							+ "; stop what uses that port, or choose another port or 0 for any free one", ex);
				}
				cause = cause.getCause();
			}
			Throwable reason = (cause != null) ? cause : NestedExceptionUtils.getMostSpecificCause(ex);
			return new M2xServerException("The server can't start: " + reason.getMessage(), ex);
		}

	}

}
