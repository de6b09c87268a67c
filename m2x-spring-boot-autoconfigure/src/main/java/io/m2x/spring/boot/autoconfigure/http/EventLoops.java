package io.m2x.spring.boot.autoconfigure.http;

import java.time.Duration;

import io.netty.resolver.DefaultAddressResolverGroup;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

/**
 * Event loops of the connections: those that the whole application shares, until it
 * begins to stop. The shared ones end before the last bean is destroyed, so that calls of
 * such beans need loops of their own.
 */
final class EventLoops {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private final LoopResources own = LoopResources.create("m2x-last", 1, true);

	private volatile boolean shared = true;

	boolean areShared() {
		return this.shared;
	}

	/**
	 * Leave the shared loops: clients that are prepared from now on use their own.
	 */
	void switchToOwn() {
		this.shared = false;
	}

	/**
	 * Have a client use the loops.
	 * @param client the client
	 * @return the client on the loops of this moment
	 */
	HttpClient prepare(HttpClient client) {
		if (this.shared) {
			return client;
		}
		// The resolver of names that comes with the shared loops ends with them.
		boolean resolves = client.configuration().resolver() == null
				|| client.configuration().getNameResolverProvider() != null;
		return (resolves ? client.resolver(DefaultAddressResolverGroup.INSTANCE) : client).runOn(this.own);
	}

	Mono<Void> dispose() {
		return this.own.disposeLater(Duration.ZERO, LIMIT);
	}

}
