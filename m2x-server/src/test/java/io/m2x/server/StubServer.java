package io.m2x.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that responds as a test tells it to and remembers what it was sent.
 */
public final class StubServer implements AutoCloseable {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile IntSupplier status = () -> 200;

	private volatile String redirect;

	public StubServer() {
		this(0);
	}

	public StubServer(int port) {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		int code = this.status.getAsInt();
		this.calls.add(new Call(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
				exchange.getRequestHeaders(), body, code));
		if (this.redirect != null) {
			exchange.getResponseHeaders().set("Location", this.redirect);
		}
		exchange.sendResponseHeaders(code, -1);
		exchange.close();
	}

	public StubServer respond(int newStatus) {
		return respond(() -> newStatus);
	}

	/**
	 * Respond with the status of a supplier, which may take its time.
	 */
	public StubServer respond(IntSupplier newStatus) {
		this.status = newStatus;
		return this;
	}

	public StubServer redirectTo(@Nullable String address) {
		this.redirect = address;
		return this;
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	public String url() {
		return "http://127.0.0.1:" + port() + "/hook";
	}

	public List<Call> calls() {
		return this.calls;
	}

	/**
	 * Return the bodies that were accepted, in the order in which they came.
	 */
	public List<JsonNode> accepted() {
		return this.calls.stream().filter((call) -> call.status() < 300).map(Call::json).toList();
	}

	public List<JsonNode> awaitAccepted(int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(accepted()).hasSizeGreaterThanOrEqualTo(count));
		return accepted();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * What was sent.
	 */
	public record Call(String method, String path, Headers headers, String body, int status) {

		public JsonNode json() {
			return MAPPER.readTree(this.body);
		}

	}

}
