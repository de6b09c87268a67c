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
 * A connector whose connections can be replaced by others while calls are made: calls
 * that have begun end on the old ones, further calls begin on the new ones.
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
	 * Use other connections from now on, unless this connector is closed.
	 * @param next makes the other connections; if it fails, the old ones stay
	 */
	synchronized void replace(Supplier<Connections> next) {
		if (!this.closed) {
			Connections old = this.connections;
			this.connections = next.get();
			old.release();
		}
	}

	/**
	 * Close the connections: those without a call at once, the others after it.
	 * @return when all are closed; they are whether that is awaited or not
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
	 * Connections of one kind, with the number of those who want one: the connector as
	 * long as it uses them, and calls until they have one. A pool that is disposed of
	 * fails those who wait, but lets those who have a connection end.
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
