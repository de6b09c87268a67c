package io.m2x.spring.boot.autoconfigure.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * HTTP proxy on loopback. It checks user name and password, and records the targets of
 * connections.
 */
final class TestProxy implements AutoCloseable {

	private final List<String> targets = new CopyOnWriteArrayList<>();

	private final List<String> refused = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final ServerSocket server;

	private final String authorization;

	private final int forbiddenPort;

	private volatile String refusal = "";

	TestProxy(String user, String password, int forbiddenPort) throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.authorization = "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		this.forbiddenPort = forbiddenPort;
		this.threads.execute(this::accept);
	}

	/**
	 * Return a proxy that refuses every connection.
	 * @param status the status of its responses
	 */
	static TestProxy refusing(String status) throws IOException {
		TestProxy proxy = new TestProxy("nobody", "none", 0);
		proxy.refusal = status;
		return proxy;
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Return the targets of established connections.
	 * @return hosts with ports
	 */
	List<String> targets() {
		return this.targets;
	}

	/**
	 * Return the targets of refused connections.
	 * @return hosts with ports
	 */
	List<String> refused() {
		return this.refused;
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.sockets.add(client);
				this.threads.execute(() -> serve(client));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void serve(Socket client) {
		try (client) {
			InputStream input = new BufferedInputStream(client.getInputStream());
			String head = readHead(input);
			if (!head.startsWith("CONNECT ")) {
				respond(client, "400 Bad Request");
				return;
			}
			String target = head.split(" ", -1)[1];
			if (!this.refusal.isEmpty()) {
				this.refused.add(target);
				respond(client, this.refusal);
				return;
			}
			int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
			if (head.lines().noneMatch((line) -> line.equalsIgnoreCase("Proxy-Authorization: " + this.authorization))) {
				this.refused.add(target);
				respond(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
				return;
			}
			if (port == this.forbiddenPort) {
				this.refused.add(target);
				respond(client, "403 Forbidden");
				return;
			}
			this.targets.add(target);
			try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
				this.sockets.add(server);
				client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				this.threads.execute(() -> pump(server, client));
				input.transferTo(server.getOutputStream());
			}
		}
		catch (IOException ex) {
			// One of the two has gone.
		}
	}

	private static void pump(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// One of the two has gone.
		}
	}

	private static String readHead(InputStream input) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int next = input.read();
			if (next < 0) {
				throw new IOException("No request");
			}
			head.append((char) next);
		}
		return head.toString();
	}

	private static void respond(Socket client, String status) throws IOException {
		client.getOutputStream()
			.write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

}
