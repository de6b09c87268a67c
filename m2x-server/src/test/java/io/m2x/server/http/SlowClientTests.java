package io.m2x.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.m2x.server.Api;
import io.m2x.server.M2xServer;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that keep a connection as long as they can, with as little as they can.
 */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class SlowClientTests {

	private static final Duration SHORT = Duration.ofSeconds(1);

	private static M2xServer server;

	private static ScheduledExecutorService executor;

	private static final List<Future<?>> trickles = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void start() {
		server = TestServers.builder()
			.http((limits) -> limits.withRequestTimeouts(SHORT, Duration.ofSeconds(10))
				.withIdleTimeout(SHORT)
				.withMinRate(64 * 1024, SHORT))
			.start();
		executor = new ScheduledThreadPoolExecutor(1);
	}

	@AfterAll
	static void stop() {
		trickles.forEach((trickle) -> trickle.cancel(true));
		executor.shutdownNow();
		server.close();
	}

	@Test
	void connectionOnWhichNothingComesIsClosed() throws Exception {
		try (Socket socket = connect()) {
			assertThat(socket.getInputStream().readAllBytes()).isEmpty();
		}
	}

	@Test
	void headersThatTrickleInAreRefused() throws Exception {
		try (Socket socket = connect()) {
			send(socket, "GET /v2/status HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
			trickle(socket, "x");
			assertThat(all(socket)).startsWith("HTTP/1.1 408 ")
				.containsIgnoringCase("connection: close")
				.contains("{\"message\":\"Request Timeout\"");
		}
	}

	@Test
	void laterHeadersHaveNoMoreTime() throws Exception {
		try (Socket socket = connect()) {
			send(socket, "GET /v2/status HTTP/1.1\r\nHost: localhost\r\n\r\nGET /v2/status HTTP/1.1\r\n");
			trickle(socket, "X: y\r\n");
			assertThat(all(socket)).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1 408 ");
		}
	}

	@Test
	void connectionThatIsKeptForNothingIsClosed() throws Exception {
		try (Socket socket = connect()) {
			send(socket, "GET /v2/status HTTP/1.1\r\nHost: localhost\r\n\r\n\r\n");
			assertThat(all(socket)).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1");
		}
	}

	@Test
	void bodyThatTricklesInIsRefused() throws Exception {
		// Both at once, as either takes its time.
		try (Socket announced = connect(); Socket chunked = connect()) {
			String head = "POST /v2/devices HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + server.masterKey() + "\r\n";
			send(announced, head + "Content-Length: 8000000\r\n\r\n");
			trickle(announced, " ");
			send(chunked, head + "Transfer-Encoding: chunked\r\n\r\n");
			trickle(chunked, "1\r\n \r\n");
			assertThat(all(announced)).startsWith("HTTP/1.1 408 ");
			assertThat(all(chunked)).startsWith("HTTP/1.1 408 ");
		}
	}

	@Test
	void connectionEndsWithASmallBodyThatDoesNotCome() throws Exception {
		try (Socket socket = connect()) {
			send(socket, "POST /v2/devices HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + server.masterKey()
					+ "\r\nContent-Length: 50\r\n\r\n{");
			assertThat(all(socket)).startsWith("HTTP/1.1 408 ").containsIgnoringCase("connection: close");
		}
	}

	@Test
	void bodyIsNotReadBeforeItIsRefused() throws Exception {
		for (String head : new String[] { "POST /v2/devices", "PUT /v2/devices/x/streams/t/value", "GET /v2/devices",
				"POST /v2/devices HTTP/1.1\r\nX-M2X-KEY: " + "0".repeat(32) + "\r\nX: y" }) {
			for (String framing : new String[] { "Content-Length: 8000000", "Transfer-Encoding: chunked",
					"Content-Length: 8000000\r\nExpect: 100-continue" }) {
				try (Socket socket = connect()) {
					send(socket, (head.contains("HTTP") ? head : head + " HTTP/1.1") + "\r\nHost: localhost\r\n"
							+ framing + "\r\n\r\n");
					assertThat(all(socket)).startsWith("HTTP/1.1 401 ").containsIgnoringCase("connection: close");
				}
			}
		}
	}

	@Test
	void responseToABodyThatWasNotReadArrives() throws Exception {
		for (int size : new int[] { 10, 60_000, 500_000 }) {
			Api.Response response = Api.of(server).anonymous().post("/devices", " ".repeat(size));
			assertThat(response.status()).as(size + " bytes").isEqualTo(401);
		}
		try (Socket socket = connect()) {
			String request = "POST /v2/devices HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n     ";
			send(socket, request + request);
			assertThat(all(socket).split("HTTP/1.1 401 ", -1)).hasSize(3);
		}
		try (Socket socket = connect()) {
			send(socket, "POST /v2/devices HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n");
			assertThat(socket.getInputStream().read()).isEqualTo('H');
			send(socket, "     ");
			send(socket, "GET /v2/status HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(all(socket)).contains("HTTP/1.1 200 ");
		}
	}

	@Test
	void responseThatIsNotReadIsGivenUp() throws Exception {
		Api api = Api.of(server);
		String stream = api.deviceWithStreams() + "/streams/t";
		api.put(stream, "{\"type\":\"alphanumeric\"}");
		StringBuilder values = new StringBuilder();
		for (int i = 0; i < 700; i++) {
			values.append((i > 0) ? "," : "")
				.append("{\"timestamp\":\"2017-03-05T08:00:00.")
				.append(100 + i)
				.append("Z\",\"value\":\"")
				.append("x".repeat(10_000))
				.append("\"}");
		}
		assertThat(api.post(stream + "/values", "{\"values\":[" + values + "]}").status()).isEqualTo(202);
		try (Socket socket = new Socket()) {
			socket.setReceiveBufferSize(4096);
			socket.setSoTimeout(30_000);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
			send(socket, "GET /v2" + stream + "/values?limit=700 HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: "
					+ server.masterKey() + "\r\n\r\n");
			assertThat(readSlowly(socket.getInputStream())).isLessThan(7_000_000);
		}
	}

	// Return how much there was to be read before the connection was closed.
	private static int readSlowly(InputStream input) throws Exception {
		int count = 0;
		byte[] some = new byte[512];
		try {
			for (int read = 0; read >= 0 && count < 7_000_000; read = input.read(some)) {
				count += read;
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
		catch (SocketException ex) {
			// The connection was reset.
		}
		return count;
	}

	private static Socket connect() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
		socket.setSoTimeout(30_000);
		return socket;
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static void trickle(Socket socket, String text) {
		trickles.add(executor.scheduleWithFixedDelay(() -> {
			try {
				send(socket, text);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}, 100, 100, TimeUnit.MILLISECONDS));
	}

	private static String all(Socket socket) throws IOException {
		StringBuilder text = new StringBuilder();
		try {
			InputStream input = socket.getInputStream();
			for (int read = input.read(); read >= 0; read = input.read()) {
				text.append((char) read);
			}
		}
		catch (SocketException ex) {
			text.append(" (reset)");
		}
		return text.toString();
	}

}
