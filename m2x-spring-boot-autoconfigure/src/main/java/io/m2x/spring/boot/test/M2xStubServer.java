package io.m2x.spring.boot.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * Stub of the M2X API for tests. It gives the responses that a test defines, including
 * failures, and records the requests.
 * <p>
 * Use it to test how an application handles failures, such as a refused value or an
 * outage. Use {@link M2xTest @M2xTest} to test with a real server.
 * <p>
 * A path is a {@link PathPattern}: a variable such as <code>{id}</code> stands for one
 * segment, {@code *} too, and a final {@code **} for any number of them. If several
 * responses match a request, the one defined last wins. Responses can be defined while
 * the server is running.
 *
 * <pre>{@code
 * try (M2xStubServer m2x = M2xStubServer.start().respond("PUT", "/devices/{id}/streams/{stream}/value", 202)) {
 *     M2xClient client = M2xClient.builder().baseUrl(m2x.url()).apiKey(M2xStubServer.API_KEY).build();
 *     client.values().write(DeviceRef.id("d1"), "temperature", 21.5).block();
 *     assertThat(m2x.requests()).hasSize(1);
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class M2xStubServer implements AutoCloseable {

	/** A well-formed key. The stub does not check keys. */
	public static final String API_KEY = "0123456789abcdef0123456789abcdef";

	private static final String VERSION = "/v2";

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private static final PathPattern ANY = PathPatternParser.defaultInstance.parse("/**");

	private final List<Stub> stubs = new CopyOnWriteArrayList<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	// A stopping application disposes the shared event loops.
	private final LoopResources loops = LoopResources.create("m2x-stub", 2, true);

	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

	private final DisposableServer server;

	private volatile Stub fallback = new Stub("", ANY, true, (request, response) -> json(response.status(404),
			"{\"message\":\"The stub has no response for this request; define one with respond(...)\"}"));

	private M2xStubServer() {
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.runOn(this.loops)
			.channelGroup(this.connections)
			.handle(this::handle)
			.bindNow();
	}

	/**
	 * Start a server on a free port of the loopback address. It responds with 404 to
	 * every request for which no response is defined.
	 * @return the server. Close it after the test
	 */
	public static M2xStubServer start() {
		return new M2xStubServer();
	}

	/**
	 * Define a response without a body. The last one for a path wins.
	 * @param method the HTTP method, such as {@code PUT}
	 * @param path the path below the {@linkplain #url() address}, such as
	 * {@code /devices/{id}/streams/{stream}/value}; a variable stands for one segment
	 * @param status the HTTP status
	 * @return this server
	 */
	public M2xStubServer respond(String method, String path, int status) {
		return add(method, path, true,
				(request, response) -> response.status(status).header("Content-Length", "0").send());
	}

	/**
	 * Define a response with JSON. The last one for a path wins.
	 * @param method the HTTP method, such as {@code GET}
	 * @param path the path below the {@linkplain #url() address}, such as
	 * {@code /devices/{id}}; a variable stands for one segment
	 * @param status the HTTP status
	 * @param json the body
	 * @return this server
	 */
	public M2xStubServer respond(String method, String path, int status, String json) {
		return add(method, path, true, (request, response) -> json(response.status(status), json));
	}

	/**
	 * Define a handler for a path. The last one for a path wins.
	 * @param method the HTTP method
	 * @param path the path below the {@linkplain #url() address}; a variable stands for
	 * one segment
	 * @param handler sends the response. If it returns {@link Mono#never()}, the client
	 * waits. The handler reads the body itself, so {@link Request#body()} is empty
	 * @return this server
	 */
	public M2xStubServer respond(String method, String path,
			BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		return add(method, path, false, handler);
	}

	/**
	 * Define a handler for all requests without another response. The last one wins.
	 * @param handler sends the response
	 * @return this server
	 * @see #respond(String, String, BiFunction)
	 */
	public M2xStubServer respond(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		this.fallback = new Stub("", ANY, false, handler);
		return this;
	}

	/**
	 * Return the address to use as {@code m2x.base-url}.
	 * @return the address, with the version in its path
	 */
	public String url() {
		return "http://127.0.0.1:" + this.server.port() + VERSION;
	}

	/**
	 * Return the requests recorded so far.
	 * @return a copy, in order of arrival, to which later requests are not added
	 */
	public List<Request> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * Stop the server and close its connections at once, whether or not a request is
	 * running.
	 */
	@Override
	public void close() {
		// Its disposeNow() would wait for the running requests.
		this.server.dispose();
		this.connections.close().awaitUninterruptibly(CLOSE_TIMEOUT.toMillis());
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(CLOSE_TIMEOUT);
	}

	private M2xStubServer add(String method, String path, boolean readsBody,
			BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
		PathPattern pattern = PathPatternParser.defaultInstance.parse(VERSION + path);
		this.stubs.add(0, new Stub(method, pattern, readsBody, handler));
		return this;
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		Stub stub = find(request);
		if (!stub.readsBody()) {
			this.requests.add(Request.of(request, ""));
			return stub.handler().apply(request, response);
		}
		return request.receive().aggregate().asString().defaultIfEmpty("").flatMap((body) -> {
			this.requests.add(Request.of(request, body));
			return Mono.from(stub.handler().apply(request, response));
		});
	}

	private Stub find(HttpServerRequest request) {
		PathContainer path = PathContainer.parsePath("/" + request.fullPath().replaceFirst("^/", ""));
		return this.stubs.stream()
			.filter((stub) -> stub.method().equalsIgnoreCase(request.method().name()) && stub.path().matches(path))
			.findFirst()
			.orElse(this.fallback);
	}

	private static Publisher<Void> json(HttpServerResponse response, String json) {
		return response.header("Content-Type", "application/json").sendString(Mono.just(json));
	}

	/**
	 * A recorded request.
	 *
	 * @param method the HTTP method
	 * @param uri the path with the version, and the query if there is one
	 * @param headers the headers, which contain the API key
	 * @param body the body as text; empty if there is none, or if a handler of the test
	 * responded
	 */
	public record Request(String method, String uri, HttpHeaders headers, String body) {

		private static Request of(HttpServerRequest request, String body) {
			HttpHeaders headers = new HttpHeaders();
			request.requestHeaders().forEach((header) -> headers.add(header.getKey(), header.getValue()));
			return new Request(request.method().name(), request.uri(), HttpHeaders.readOnlyHttpHeaders(headers), body);
		}

		// The headers contain the key.
		@Override
		public String toString() {
			return this.method + " " + this.uri + (this.body.isEmpty() ? "" : " " + this.body);
		}

	}

	/**
	 * A defined response.
	 *
	 * @param method the HTTP method
	 * @param path the path
	 * @param readsBody whether the server reads the body before the handler is called
	 * @param handler gives the response
	 */
	private record Stub(String method, PathPattern path, boolean readsBody,
			BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {

	}

}
