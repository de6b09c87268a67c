package io.m2x.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.handler.codec.http.HttpHeaders;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A load balancer that gives each request to the next of its servers, whichever
 * connection it comes on.
 */
final class RoundRobin implements AutoCloseable {

	private final List<URI> servers;

	private final AtomicInteger next = new AtomicInteger();

	private final HttpClient client = HttpClient.create().compress(false).followRedirect(false);

	private final DisposableServer port;

	RoundRobin(List<URI> servers) {
		this.servers = servers;
		this.port = HttpServer.create()
			.bindAddress(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
			.handle(this::pass)
			.bindNow();
	}

	String url() {
		return "http://127.0.0.1:" + this.port.port() + this.servers.get(0).getPath();
	}

	private Publisher<Void> pass(HttpServerRequest request, HttpServerResponse response) {
		URI server = this.servers.get(Math.floorMod(this.next.getAndIncrement(), this.servers.size()));
		return this.client.headers((headers) -> copy(request.requestHeaders(), headers))
			.request(request.method())
			.uri("http://" + server.getAuthority() + request.uri())
			.send(request.receive().retain())
			.response((answer, body) -> {
				response.status(answer.status());
				copy(answer.responseHeaders(), response.responseHeaders());
				return Flux.from(response.send(body.retain()));
			})
			.then();
	}

	// The host stays the one that the client named, as links in responses begin with it.
	private static void copy(HttpHeaders from, HttpHeaders to) {
		to.set(from);
		to.remove("Connection").remove("Keep-Alive");
	}

	@Override
	public void close() {
		this.port.disposeNow();
	}

}
