package io.m2x.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.netty.channel.embedded.EmbeddedChannel;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.m2x.server.Api;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerProcess;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionLimitTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private final List<Socket> sockets = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows knows no ulimit")
	void idleConnectionsDoNotUseUpTheFileDescriptors(@TempDir Path directory) throws Exception {
		try (ServerProcess server = ServerProcess.start(directory, KEY, (builder) -> {
			List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n 400; exec \"$0\" \"$@\""));
			command.addAll(builder.command());
			builder.command(command);
		})) {
			int port = URI.create(server.api().url()).getPort();
			String device = server.api().deviceWithStreams("t");
			for (int i = 0; i < 420; i++) {
				connect(port);
			}
			assertThat(server.api().get("/status").status()).isEqualTo(200);
			assertThat(server.api().put(device + "/streams/t/value", "{\"value\":1}").status()).isEqualTo(202);
			assertThat(status(connect(port), "GET /v2/status")).isEqualTo(200);
		}
	}

	@Test
	void whereAllAreAtWorkTheStatusIsToldAndAllElseTurnedAway() throws Exception {
		try (M2xServer server = TestServers.builder().http((limits) -> limits.withMaxConnections(3, null)).start()) {
			for (int i = 0; i < 3; i++) {
				Socket socket = connect(server.port());
				send(socket, "POST /v2/devices HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + server.masterKey()
						+ "\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
				assertThat(socket.getInputStream().read()).isEqualTo('H');
			}
			Socket turnedAway = connect(server.port());
			send(turnedAway, "GET /v2/devices HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(new String(turnedAway.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 503 ")
				.containsIgnoringCase("retry-after: 1")
				.contains("{\"message\":\"Service Unavailable\"");
			assertThat(status(connect(server.port()), "GET /v2/status")).isEqualTo(200);
			for (Socket socket : this.sockets.subList(0, 3)) {
				send(socket, "0123456789");
				assertThat(socket.getInputStream().readNBytes(40)).hasSize(40);
			}
			assertThat(status(connect(server.port()), "GET /v2/devices/catalog")).isEqualTo(200);
		}
	}

	@Test
	void responseOnItsWayDoesNotMakeRoom() throws Exception {
		try (M2xServer server = TestServers.builder().http((limits) -> limits.withMaxConnections(2, null)).start()) {
			Api api = Api.of(server);
			String stream = api.deviceWithStreams() + "/streams/t";
			api.put(stream, "{\"type\":\"alphanumeric\"}");
			String values = IntStream.range(0, 700)
				.mapToObj((i) -> "{\"timestamp\":\"2017-03-05T08:00:00." + (100 + i) + "Z\",\"value\":\""
						+ "x".repeat(10_000) + "\"}")
				.collect(Collectors.joining(","));
			assertThat(api.post(stream + "/values", "{\"values\":[" + values + "]}").status()).isEqualTo(202);
			Socket slow = connect(server.port());
			send(slow, "GET /v2" + stream + "/values?limit=700 HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: "
					+ server.masterKey() + "\r\nConnection: close\r\n\r\n");
			assertThat(slow.getInputStream().read()).isEqualTo('H');
			for (int i = 0; i < 3; i++) {
				Socket other = connect(server.port());
				send(other, "GET /v2/status HTTP/1.1\r\nHost: localhost\r\n\r\n");
				assertThat(other.getInputStream().read()).isEqualTo('H');
			}
			assertThat(slow.getInputStream().readAllBytes()).hasSizeGreaterThan(7_000_000);
		}
	}

	@Test
	void eachAddressHasItsLimitUnlessItIsAProxy() throws Exception {
		InetAddress proxy = InetAddress.getByName("192.0.2.9");
		Connections connections = new Connections(
				HttpLimits.DEFAULTS.withMaxConnections(100, 2).withProxies(Set.of(proxy)),
				new RateLimitedLog(LogFactory.getLog(getClass())));
		EmbeddedChannel first = open(connections, "192.0.2.1");
		EmbeddedChannel second = open(connections, "192.0.2.1");
		EmbeddedChannel other = open(connections, "192.0.2.2");
		EmbeddedChannel third = open(connections, "192.0.2.1");
		first.runPendingTasks();
		assertThat(first.isOpen()).isFalse();
		assertThat(List.of(second, other, third)).allMatch(EmbeddedChannel::isOpen);
		List<EmbeddedChannel> neighbours = List.of(open(connections, "2001:db8::1"), open(connections, "2001:db8::2"),
				open(connections, "2001:db8:0:1::1"), open(connections, "2001:db8::3"));
		neighbours.forEach(EmbeddedChannel::runPendingTasks);
		assertThat(neighbours).extracting(EmbeddedChannel::isOpen).containsExactly(false, true, true, true);
		for (String free : new String[] { "192.0.2.9", "127.0.0.1" }) {
			List<EmbeddedChannel> many = List.of(open(connections, free), open(connections, free),
					open(connections, free));
			many.forEach(EmbeddedChannel::runPendingTasks);
			assertThat(many).allMatch(EmbeddedChannel::isOpen);
		}
	}

	private static EmbeddedChannel open(Connections connections, String address) {
		InetSocketAddress remote = new InetSocketAddress(address, 12345);
		ConnectionState state = new ConnectionState();
		EmbeddedChannel channel = new EmbeddedChannel(false, false, state) {

			@Override
			protected InetSocketAddress remoteAddress0() {
				return remote;
			}

		};
		try {
			channel.register();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		Connections.Connection connection = connections.add(channel, state);
		channel.closeFuture().addListener((future) -> connections.remove(connection));
		return channel;
	}

	private Socket connect(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.sockets.add(socket);
		socket.setSoTimeout(30_000);
		return socket;
	}

	private static int status(Socket socket, String line) throws IOException {
		send(socket, line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
		String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return Integer.parseInt(response.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

}
