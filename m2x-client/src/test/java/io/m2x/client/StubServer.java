package io.m2x.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.handler.codec.http.HttpHeaders;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import io.m2x.client.retry.RetryOptions;

/**
 * Server on loopback that responds as a test tells it to and remembers what it was asked.
 */
public final class StubServer implements AutoCloseable {

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final DisposableServer server;

	private volatile Handler handler = (request, response) -> response.status(500).send();

	public StubServer() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		return request.receive().aggregate().asString().defaultIfEmpty("").flatMap((body) -> {
			this.received
				.add(new Received(request.method().name(), request.uri(), request.requestHeaders().copy(), body));
			return Mono.from(this.handler.handle(request, response));
		});
	}

	public StubServer respond(int status, String json) {
		this.handler = (request, response) -> response.status(status)
			.header("Content-Type", "application/json")
			.sendString(Mono.just(json));
		return this;
	}

	public StubServer respond(Handler handler) {
		this.handler = handler;
		return this;
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.port() + "/v2";
	}

	/**
	 * Returns a client that retries nothing, as most tests are about one response.
	 * @return the client
	 */
	public M2xClient client() {
		return client(RetryOptions.none());
	}

	public M2xClient client(RetryOptions retry) {
		return M2xClient.builder().baseUrl(url()).apiKey("0123456789abcdef0123456789abcdef").retry(retry).build();
	}

	public List<Received> received() {
		return this.received;
	}

	public Received last() {
		return this.received.get(this.received.size() - 1);
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(5));
	}

	public record Received(String method, String uri, HttpHeaders headers, String body) {

	}

	@FunctionalInterface
	public interface Handler {

		Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response);

	}

}
