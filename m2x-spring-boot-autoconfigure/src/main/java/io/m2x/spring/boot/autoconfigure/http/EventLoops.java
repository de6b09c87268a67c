package io.m2x.spring.boot.autoconfigure.http;

import java.time.Duration;

import io.netty.resolver.DefaultAddressResolverGroup;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

/**
 * Event loops of the connections. Clients use the shared loops of the application until
 * it begins to stop. The shared loops end before the last bean is destroyed, so clients
 * switch to their own loops then.
 */
final class EventLoops {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private final LoopResources own = LoopResources.create("m2x-last", 1, true);

	private volatile boolean shared = true;

	boolean areShared() {
		return this.shared;
	}

	/**
	 * Switch to own loops for clients that are prepared from now on.
	 */
	void switchToOwn() {
		this.shared = false;
	}

	/**
	 * Prepare a client to use the current loops.
	 * @param client the client
	 * @return the client on the current loops
	 */
	HttpClient prepare(HttpClient client) {
		if (this.shared) {
			return client;
		}
		// The default name resolver stops with the shared loops.
		boolean resolves = client.configuration().resolver() == null
				|| client.configuration().getNameResolverProvider() != null;
		return (resolves ? client.resolver(DefaultAddressResolverGroup.INSTANCE) : client).runOn(this.own);
	}

	Mono<Void> dispose() {
		return this.own.disposeLater(Duration.ZERO, LIMIT);
	}

}
