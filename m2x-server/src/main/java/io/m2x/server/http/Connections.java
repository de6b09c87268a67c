package io.m2x.server.http;

import java.lang.management.ManagementFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

import io.m2x.server.http.RateLimitedLog.Kind;

/**
 * Holds the open connections of a server. When there are too many, in total or from one
 * address, closes the one that has been idle for the longest time. When all are busy,
 * accepts a few more, which get nothing but the server's status.
 */
final class Connections {

	/**
	 * The number of extra connections that can ask for the status or are told that there
	 * are too many.
	 */
	private static final int RESERVE = 16;

	/** The greatest default limit. */
	private static final int MOST = 10_000;

	/** What a connection may take of the heap with the headers of a request. */
	private static final int HEAP_PER_CONNECTION = 64 * 1024;

	private static final int IPV6_NETWORK_BYTES = 8;

	private final int max;

	private final int maxPerAddress;

	private final Set<InetAddress> proxies;

	private final RateLimitedLog log;

	private final Set<Connection> open = ConcurrentHashMap.newKeySet();

	private final Map<Object, Integer> perAddress = new ConcurrentHashMap<>();

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicInteger excess = new AtomicInteger();

	Connections(HttpLimits limits, RateLimitedLog log) {
		this.log = log;
		this.max = (limits.maxConnections() != null) ? limits.maxConnections() : defaultMax();
		this.maxPerAddress = (limits.maxConnectionsPerAddress() != null) ? limits.maxConnectionsPerAddress()
				: Math.max(this.max / 2, 1);
		this.proxies = limits.proxies();
	}

	// A quarter of the file descriptors stays for all else: the database, webhooks, and
	// the connections of the reserve.
	private static int defaultMax() {
		long most = Math.min(MOST, Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION);
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
				&& system.getMaxFileDescriptorCount() > 0) {
			long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
			most = Math.min(most, (free - RESERVE) * 3 / 4);
		}
		return (int) Math.max(most, RESERVE);
	}

	/**
	 * Return what keeps connections waiting until evicted ones are closed.
	 * @return the gate for the channel that listens
	 */
	AcceptGate gate() {
		return new AcceptGate(this.max + 2 * RESERVE);
	}

	/**
	 * Add a connection.
	 * @param channel the connection
	 * @param state where it is
	 * @return how it is taken
	 */
	Connection add(Channel channel, ConnectionState state) {
		Object address = address(channel);
		Connection connection = new Connection(channel, state, address);
		boolean addressFull = this.perAddress.merge(address, 1, Integer::sum) > this.maxPerAddress
				&& !isExempt(channel);
		boolean full = this.count.incrementAndGet() > this.max;
		if ((addressFull || full) && !evictIdle(addressFull ? address : null)) {
			this.log.warn(Kind.TOO_MANY_CONNECTIONS, this.count.get() + " in all, " + this.perAddress.get(address)
					+ " from the address of the newest, all busy");
			connection.excess = true;
			connection.rejected = this.excess.incrementAndGet() > RESERVE;
		}
		this.open.add(connection);
		return connection;
	}

	void remove(Connection connection) {
		if (this.open.remove(connection)) {
			this.count.decrementAndGet();
			this.perAddress.computeIfPresent(connection.address, (key, number) -> (number > 1) ? number - 1 : null);
			if (connection.excess) {
				this.excess.decrementAndGet();
			}
		}
	}

	// Connections without any request so far go first.
	private boolean evictIdle(@Nullable Object address) {
		while (true) {
			Optional<Connection> found = this.open.stream()
				.filter((connection) -> address == null || connection.address.equals(address))
				.filter(Connection::isIdle)
				.min(Comparator.comparing((Connection connection) -> connection.state.served())
					.thenComparing((first, second) -> Long.signum(first.state.since() - second.state.since())));
			if (found.isEmpty()) {
				return false;
			}
			if (found.get().evict()) {
				return true;
			}
		}
	}

	private boolean isExempt(Channel channel) {
		return !(channel.remoteAddress() instanceof InetSocketAddress remote) || remote.getAddress() == null
				|| remote.getAddress().isLoopbackAddress() || this.proxies.contains(remote.getAddress());
	}

	private static Object address(Channel channel) {
		if (channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null) {
			byte[] bytes = remote.getAddress().getAddress();
			return ByteBuffer
				.wrap((remote.getAddress() instanceof Inet6Address) ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
		}
		return "";
	}

	/**
	 * An open connection.
	 */
	static final class Connection {

		private final Channel channel;

		private final ConnectionState state;

		private final Object address;

		private boolean excess;

		private boolean rejected;

		private volatile boolean evicted;

		private Connection(Channel channel, ConnectionState state, Object address) {
			this.channel = channel;
			this.state = state;
			this.address = address;
		}

		boolean isExcess() {
			return this.excess;
		}

		boolean isRejected() {
			return this.rejected;
		}

		private boolean isIdle() {
			// The response may be written and still be on its way.
			return !this.evicted && !this.excess && this.state.requests() == 0
					&& SlowClients.pending(this.channel) == 0;
		}

		// Once only: each new connection needs the room of another one.
		private synchronized boolean evict() {
			if (this.evicted) {
				return false;
			}
			this.evicted = true;
			this.channel.eventLoop().execute(() -> {
				if (this.state.requests() == 0) {
					this.channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
				}
				else {
					this.evicted = false;
				}
			});
			return true;
		}

	}

}
