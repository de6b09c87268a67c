import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes the notifications of triggers and counts how often each event comes.
 */
final class Hook implements AutoCloseable {

	private final HttpServer server;

	/** By device and time of the value that fired. */
	private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

	Hook() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(Executors.newCachedThreadPool((work) -> {
			Thread thread = new Thread(work);
			thread.setDaemon(true);
			return thread;
		}));
		this.server.createContext("/", this::take);
		this.server.start();
	}

	private void take(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		if (body.contains("\"event\":\"fired\"")) {
			String event = event(Api.find("\"id\":\"([0-9a-f]+)\"", body),
					Api.find("\"values\":\\{\"a\":\\{\"value\":[0-9.eE]+,\"timestamp\":\"([^\"]+)\"", body));
			this.calls.computeIfAbsent(event, (key) -> new AtomicInteger()).incrementAndGet();
		}
		exchange.sendResponseHeaders(204, -1);
		exchange.close();
	}

	static String event(String device, String time) {
		return device + " " + time;
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/hook";
	}

	Map<String, AtomicInteger> calls() {
		return this.calls;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
