package io.m2x.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Server on loopback that responds to each request, on connections that stay, with bytes
 * as a test wants them.
 */
public final class RawServer implements AutoCloseable {

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<Socket> connections = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ServerSocket socket;

	private volatile String response = "";

	public RawServer() {
		try {
			this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	/**
	 * Set what comes back, line by line.
	 * @param lines the lines, an empty one before the body
	 * @return this server
	 */
	public RawServer respond(String... lines) {
		this.response = String.join("\r\n", lines);
		return this;
	}

	/**
	 * Return a JSON response with its length.
	 * @param statusLine the status line, such as {@code HTTP/1.1 200 OK}
	 * @param json the body
	 * @return the lines, joined
	 */
	public static String json(String statusLine, String json) {
		return statusLine + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
				+ json;
	}

	public String url() {
		return "http://127.0.0.1:" + this.socket.getLocalPort() + "/v2";
	}

	/**
	 * Return the request lines that came.
	 * @return the lines
	 */
	public List<String> requests() {
		return this.requests;
	}

	/**
	 * Return how many connections were made.
	 * @return the number
	 */
	public int connections() {
		return this.connections.size();
	}

	private void accept() {
		try {
			while (true) {
				Socket connection = this.socket.accept();
				this.connections.add(connection);
				this.threads.execute(() -> serve(connection));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			InputStream input = new BufferedInputStream(connection.getInputStream());
			for (String head = head(input); !head.isEmpty(); head = head(input)) {
				this.requests.add(head.lines().findFirst().orElseThrow());
				input.readNBytes(length(head));
				connection.getOutputStream().write(this.response.getBytes(StandardCharsets.ISO_8859_1));
			}
		}
		catch (IOException ex) {
			// The client has gone.
		}
	}

	private static int length(String head) {
		return head.lines()
			.map((line) -> line.toLowerCase(Locale.ROOT))
			.filter((line) -> line.startsWith("content-length:"))
			.mapToInt((line) -> Integer.parseInt(line.substring(15).strip()))
			.findFirst()
			.orElse(0);
	}

	private static String head(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = input.read();
			if (next < 0) {
				return "";
			}
			head.append((char) next);
		}
		return head.toString();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
			for (Socket connection : this.connections) {
				connection.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.shutdownNow();
	}

}
