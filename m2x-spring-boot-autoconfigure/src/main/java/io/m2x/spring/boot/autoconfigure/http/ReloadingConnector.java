package io.m2x.spring.boot.autoconfigure.http;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/**
 * Connector whose connections can be replaced while calls are active. Active calls finish
 * on the old connections, and later calls use the new ones.
 */
final class ReloadingConnector implements ClientHttpConnector {

	private volatile Connections connections;

	private volatile boolean closed;

	ReloadingConnector(Connections connections) {
		this.connections = connections;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> callback) {
		return Mono.defer(() -> {
			Connections acquired = acquire();
			return acquired.connector.connect(method, uri, callback).doFinally((signal) -> acquired.release());
		});
	}

	private Connections acquire() {
		while (true) {
			Connections candidate = this.connections;
			if (candidate.acquire()) {
				return candidate;
			}
			if (this.closed) {
				throw new IllegalStateException("The connections to M2X are closed");
			}
			Thread.onSpinWait();
		}
	}

	/**
	 * Replace the connections, unless this connector is closed.
	 * @param next supplies the new connections. If it fails, the old ones stay in use
	 */
	synchronized void replace(Supplier<Connections> next) {
		if (!this.closed) {
			Connections old = this.connections;
			this.connections = next.get();
			old.release();
		}
	}

	/**
	 * Close the connections. Connections with an active call are closed after the call.
	 * @return completes when all connections are closed. They are closed even without a
	 * subscriber
	 */
	synchronized Mono<Void> close() {
		if (this.closed) {
			return Mono.empty();
		}
		this.closed = true;
		Connections last = this.connections;
		last.users.decrementAndGet();
		return last.dispose();
	}

	/**
	 * Connections with a count of their users: the connector while it uses them, and each
	 * call until it has acquired a connection. Disposing the pool fails pending
	 * acquisitions, but not calls that have a connection.
	 */
	static final class Connections {

		private final ClientHttpConnector connector;

		private final ConnectionProvider pool;

		private final AtomicInteger users = new AtomicInteger(1);

		Connections(ClientHttpConnector connector, ConnectionProvider pool) {
			this.connector = connector;
			this.pool = pool;
		}

		boolean acquire() {
			return this.users.getAndUpdate((count) -> (count > 0) ? count + 1 : 0) > 0;
		}

		void release() {
			if (this.users.decrementAndGet() == 0) {
				dispose();
			}
		}

		Mono<Void> dispose() {
			Mono<Void> disposed = this.pool.disposeLater().onErrorComplete().cache();
			disposed.subscribe();
			return disposed;
		}

	}

}
