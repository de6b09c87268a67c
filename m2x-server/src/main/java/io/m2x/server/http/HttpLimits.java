package io.m2x.server.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Limits the connections of a server and how long it waits for their clients.
 *
 * @param maxConnections how many connections may be open, {@code null} for what memory
 * and file descriptors of the process allow
 * @param maxConnectionsPerAddress how many of them may come from one address, or from one
 * network of 64 bits with IPv6; {@code null} for half of all
 * @param proxies addresses that may have as many as there are, as those of this machine
 * always may
 * @param idleTimeout after what time a connection without a request is closed
 * @param headerTimeout how long the headers of a request may take, with whatever must
 * come before them on a new connection
 * @param bodyTimeout how long the body of a request may take
 * @param stallTimeout how long a body may take beyond what the least rate allows; a
 * response on its way out may take twice as long beyond it
 * @param minRate the least rate of bodies and responses in bytes a second
 * @since 0.1.0
 */
public record HttpLimits(@Nullable Integer maxConnections, @Nullable Integer maxConnectionsPerAddress,
		Set<InetAddress> proxies, Duration idleTimeout, Duration headerTimeout, Duration bodyTimeout,
		Duration stallTimeout, int minRate) {

	/** The limits of a server for which nothing else was chosen. */
	public static final HttpLimits DEFAULTS = new HttpLimits(null, null, Set.of(), Duration.ofSeconds(75),
			Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(30), 1024);

	/**
	 * Create limits.
	 * @throws IllegalArgumentException if a limit is not positive
	 */
	public HttpLimits {
		proxies = Set.copyOf(proxies);
		Assert.isTrue(maxConnections == null || maxConnections > 0, "'maxConnections' must be positive");
		Assert.isTrue(maxConnectionsPerAddress == null || maxConnectionsPerAddress > 0,
				"'maxConnectionsPerAddress' must be positive");
		Assert.isTrue(isPositive(idleTimeout), "'idleTimeout' must be positive");
		Assert.isTrue(isPositive(headerTimeout), "'headerTimeout' must be positive");
		Assert.isTrue(isPositive(bodyTimeout), "'bodyTimeout' must be positive");
		Assert.isTrue(isPositive(stallTimeout), "'stallTimeout' must be positive");
		Assert.isTrue(minRate > 0, "'minRate' must be positive");
	}

	private static boolean isPositive(Duration duration) {
		return duration.compareTo(Duration.ofMillis(1)) >= 0;
	}

	/**
	 * Return these limits with another number of connections.
	 * @param all how many may be open, {@code null} for what the process allows
	 * @param perAddress how many of them may come from one address, {@code null} for half
	 * of all
	 * @return the limits
	 */
	public HttpLimits withMaxConnections(@Nullable Integer all, @Nullable Integer perAddress) {
		return new HttpLimits(all, perAddress, this.proxies, this.idleTimeout, this.headerTimeout, this.bodyTimeout,
				this.stallTimeout, this.minRate);
	}

	/**
	 * Return these limits with other proxies.
	 * @param addresses addresses from which any number of connections may come
	 * @return the limits
	 */
	public HttpLimits withProxies(Set<InetAddress> addresses) {
		return new HttpLimits(this.maxConnections, this.maxConnectionsPerAddress, addresses, this.idleTimeout,
				this.headerTimeout, this.bodyTimeout, this.stallTimeout, this.minRate);
	}

	/**
	 * Return these limits with another life of connections without a request.
	 * @param timeout after what time such a connection is closed
	 * @return the limits
	 */
	public HttpLimits withIdleTimeout(Duration timeout) {
		return new HttpLimits(this.maxConnections, this.maxConnectionsPerAddress, this.proxies, timeout,
				this.headerTimeout, this.bodyTimeout, this.stallTimeout, this.minRate);
	}

	/**
	 * Return these limits with other times for requests.
	 * @param header how long the headers of a request may take
	 * @param body how long the body of a request may take
	 * @return the limits
	 */
	public HttpLimits withRequestTimeouts(Duration header, Duration body) {
		return new HttpLimits(this.maxConnections, this.maxConnectionsPerAddress, this.proxies, this.idleTimeout,
				header, body, this.stallTimeout, this.minRate);
	}

	/**
	 * Return these limits with another least rate of bodies and responses.
	 * @param bytesPerSecond the least rate
	 * @param stall how long a body or a response may take beyond that
	 * @return the limits
	 */
	public HttpLimits withMinRate(int bytesPerSecond, Duration stall) {
		return new HttpLimits(this.maxConnections, this.maxConnectionsPerAddress, this.proxies, this.idleTimeout,
				this.headerTimeout, this.bodyTimeout, stall, bytesPerSecond);
	}

}
