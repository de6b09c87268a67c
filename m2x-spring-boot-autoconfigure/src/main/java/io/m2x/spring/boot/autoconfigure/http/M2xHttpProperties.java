package io.m2x.spring.boot.autoconfigure.http;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the HTTP client. Those that are not set are {@code null}.
 *
 * @param connectTimeout Maximum time to establish a connection.
 * @param readTimeout Maximum time without data while a response is awaited.
 * @param callTimeout Maximum time for a call, including all retries, from the first
 * connection attempt to the last byte of the response.
 * @param maxConnections Maximum number of open connections. Further calls wait for a free
 * one.
 * @param compression Whether to request compressed responses.
 * @param proxy HTTP proxy to go through.
 * @param ssl Settings of TLS.
 * @since 0.1.0
 */
public record M2xHttpProperties(@Nullable Duration connectTimeout, @Nullable Duration readTimeout,
		@Nullable Duration callTimeout, @Nullable Integer maxConnections, @Nullable Boolean compression,
		@DefaultValue Proxy proxy, @DefaultValue Ssl ssl) {

	/** Properties of which none is set. */
	public static final M2xHttpProperties NONE = new M2xHttpProperties(null, null, null, null, null,
			new Proxy(null, null, null, null, null), new Ssl(null));

	/**
	 * Return these properties, completed with others where they are not set.
	 * @param other the other properties
	 * @return the properties
	 */
	public M2xHttpProperties orElse(M2xHttpProperties other) {
		return new M2xHttpProperties(or(this.connectTimeout, other.connectTimeout),
				or(this.readTimeout, other.readTimeout), or(this.callTimeout, other.callTimeout),
				or(this.maxConnections, other.maxConnections), or(this.compression, other.compression),
				this.proxy.orElse(other.proxy), this.ssl.orElse(other.ssl));
	}

	private static <T> @Nullable T or(@Nullable T value, @Nullable T other) {
		return (value != null) ? value : other;
	}

	/**
	 * HTTP proxy to go through.
	 *
	 * @param host Host of the HTTP proxy. If not set or empty, the JVM's proxy settings
	 * apply.
	 * @param port Port of the HTTP proxy.
	 * @param username User name for the proxy, if it requires one.
	 * @param password Password for the proxy.
	 * @param nonProxyHosts Hosts to reach without the proxy. A name may begin or end with
	 * an asterisk.
	 */
	public record Proxy(@Nullable String host, @Nullable Integer port, @Nullable String username,
			@Nullable String password, @Nullable List<String> nonProxyHosts) {

		// Do not mix the settings of two proxies: a password belongs to one proxy only.
		Proxy orElse(Proxy other) {
			return isSet() ? this : other;
		}

		boolean isSet() {
			return this.host != null || this.port != null || this.username != null || this.password != null
					|| this.nonProxyHosts != null;
		}

		@Override
		public String toString() {
			return "Proxy[host=" + this.host + ", port=" + this.port + ", nonProxyHosts=" + this.nonProxyHosts + "]";
		}

	}

	/**
	 * Settings of TLS.
	 *
	 * @param bundle Name of the SSL bundle with the certificates to trust and to present.
	 * New connections use a reloaded bundle at once.
	 */
	public record Ssl(@Nullable String bundle) {

		Ssl orElse(Ssl other) {
			return (this.bundle != null) ? this : other;
		}

	}

}
