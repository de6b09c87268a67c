package io.m2x.spring.boot;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.resources.LoopResources;

/**
 * Server on loopback that answers as a test tells it to.
 */
public final class StubServer implements AutoCloseable {

	// An application that ends takes the threads along that all others share.
	private final LoopResources loops = LoopResources.create("stub", 2, true);

	private final DisposableServer server;

	private StubServer(HttpServer server) {
		this.server = server.host("127.0.0.1").port(0).runOn(this.loops).bindNow();
	}

	public static StubServer responding(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		return new StubServer(HttpServer.create().handle(handler));
	}

	public static StubServer routing(Consumer<HttpServerRoutes> routes) {
		return new StubServer(HttpServer.create().route(routes));
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.port() + "/v2";
	}

	@Override
	public void close() {
		this.server.disposeNow();
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).subscribe();
	}

}
