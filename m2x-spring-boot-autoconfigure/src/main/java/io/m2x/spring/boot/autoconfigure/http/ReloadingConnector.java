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

	private volatile Wires wires;

	private volatile boolean closed;

	ReloadingConnector(Wires wires) {
		this.wires = wires;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> callback) {
		return Mono.defer(() -> {
			Wires current = takeWires();
			return current.connector.connect(method, uri, callback).doFinally((signal) -> current.giveBack());
		});
	}

	private Wires takeWires() {
		while (true) {
			Wires current = this.wires;
			if (current.take()) {
				return current;
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
	synchronized void replace(Supplier<Wires> next) {
		if (!this.closed) {
			Wires old = this.wires;
			this.wires = next.get();
			old.giveBack();
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
		Wires last = this.wires;
		last.users.decrementAndGet();
		return last.dispose();
	}

	/**
	 * Connections of one kind, with the number of those who want one: the connector as
	 * long as these are the current ones, and calls until they have one. A pool that is
	 * disposed of fails those who wait, but lets those who have a connection end.
	 */
	static final class Wires {

		private final ClientHttpConnector connector;

		private final ConnectionProvider pool;

		private final AtomicInteger users = new AtomicInteger(1);

		Wires(ClientHttpConnector connector, ConnectionProvider pool) {
			this.connector = connector;
			this.pool = pool;
		}

		boolean take() {
			return this.users.getAndUpdate((count) -> (count > 0) ? count + 1 : 0) > 0;
		}

		void giveBack() {
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
