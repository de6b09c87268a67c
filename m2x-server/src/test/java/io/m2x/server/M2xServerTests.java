package io.m2x.server;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.accounts.AccountSettings;
import io.m2x.server.http.HttpLimits;
import io.m2x.server.store.DatabaseSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class M2xServerTests {

	@Test
	void serversAreIndependent() {
		try (M2xServer first = M2xServer.builder().start(); M2xServer second = M2xServer.builder().start()) {
			assertThat(first.port()).isPositive().isNotEqualTo(second.port());
			assertThat(first.url()).isEqualTo("http://127.0.0.1:" + first.port() + "/v2");
			assertThat(first.masterKey()).isNotEqualTo(second.masterKey());
			Api.of(first).createDevice();
			assertThat(Api.of(second).get("/devices").at("/total").asInt()).isZero();
			assertThat(Api.of(second).as(first.masterKey()).get("/devices").status()).isEqualTo(401);
		}
	}

	@Test
	void serverStartsOnAThreadWhoseClassLoaderDoesNotKnowIt() throws Exception {
		CompletableFuture<Integer> status = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try (M2xServer server = M2xServer.builder().start()) {
				status.complete(Api.of(server).get("/devices").status());
			}
			catch (Throwable ex) {
				status.completeExceptionally(ex);
			}
		});
		thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
		thread.start();
		assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(200);
		thread.join();
	}

	@Test
	void stopReleasesEverything() throws Exception {
		Set<String> before = threads();
		M2xServer server = M2xServer.builder().start();
		int port = server.port();
		Api.of(server).createDevice();
		server.stop();
		server.stop();
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
		// A pool counts as ended a moment before its last thread does.
		Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
		try (M2xServer again = M2xServer.builder().port(port).start()) {
			assertThat(again.port()).isEqualTo(port);
		}
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.contains("m2x") || name.startsWith("defaultEventExecutor"))
			.collect(Collectors.toSet());
	}

	@Test
	void stopLetsRequestsInFlightFinish() throws Exception {
		M2xServer server = M2xServer.builder().start();
		Api api = Api.of(server);
		String device = api.deviceWithStreams("t");
		String body = Json.of("{'value':5}");
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			socket.setSoTimeout(30_000);
			OutputStream out = socket.getOutputStream();
			InputStream in = socket.getInputStream();
			out.write(("PUT /v2" + device + "/streams/t/value HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: "
					+ server.masterKey() + "\r\nContent-Length: " + body.length() + "\r\nExpect: 100-continue\r\n\r\n")
				.getBytes(StandardCharsets.ISO_8859_1));
			String interim = "HTTP/1.1 100 Continue\r\n\r\n";
			assertThat(new String(in.readNBytes(interim.length()), StandardCharsets.ISO_8859_1)).isEqualTo(interim);
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::stop);
			while (isOpen(server.port())) {
				Thread.onSpinWait();
			}
			assertThat(stopped).isNotDone();
			out.write(body.getBytes(StandardCharsets.UTF_8));
			String response = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			assertThat(response).startsWith("HTTP/1.1 202").endsWith(Json.of("{'status':'accepted'}"));
			stopped.get(30, TimeUnit.SECONDS);
		}
	}

	@Test
	void stopDoesNotWaitForAStalledRequestForever() throws Exception {
		M2xServer server = M2xServer.builder().start();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			stall(socket, server.masterKey());
			server.stop();
			assertThat(isOpen(server.port())).isFalse();
			socket.setSoTimeout(30_000);
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
	}

	private static void stall(Socket socket, String key) throws Exception {
		socket.setSoTimeout(30_000);
		socket.getOutputStream()
			.write(("POST /v2/devices HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + key
					+ "\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n")
				.getBytes(StandardCharsets.ISO_8859_1));
		String interim = "HTTP/1.1 100 Continue\r\n\r\n";
		assertThat(new String(socket.getInputStream().readNBytes(interim.length()), StandardCharsets.ISO_8859_1))
			.isEqualTo(interim);
	}

	private static boolean isOpen(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (Exception ex) {
			return false;
		}
	}

	@Test
	void portInUseIsExplained() throws Exception {
		Set<String> before = threads();
		try (ServerSocket occupied = new ServerSocket(0)) {
			M2xServer.Builder builder = M2xServer.builder().host("0.0.0.0").port(occupied.getLocalPort());
			assertThatExceptionOfType(M2xServerException.class).isThrownBy(builder::start)
				.withMessageContaining("can't listen on 0.0.0.0:" + occupied.getLocalPort())
				.withMessageContaining("choose another port");
		}
		// A pool counts as ended a moment before its last thread does.
		Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "short", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcdeg",
			"0123456789abcdef0123456789abcdef0" })
	void invalidMasterKeyIsExplainedButNotShown(String key) {
		assertThatExceptionOfType(M2xServerException.class).isThrownBy(() -> M2xServer.builder().masterKey(key).start())
			.withMessageContaining("32 lowercase hex digits")
			.satisfies((ex) -> {
				for (Throwable cause = ex; !key.isEmpty() && cause != null; cause = cause.getCause()) {
					assertThat(cause.toString()).doesNotContain(key);
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://example.org/v2", "/v2", "example.org", "https://example.org/v2?x=1",
			"https://user@example.org/v2", "mailto:a@example.org", "https://example.org:0/v2", "https://a..b/v2",
			"https://example.org/v2#x", "https://a+b/v2" })
	void invalidPublicBaseUrlIsExplained(String url) {
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> M2xServer.builder().publicBaseUrl(URI.create(url)).start())
			.withMessageContaining("public base URL must look like");
	}

	@Test
	void nonsenseIsRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> M2xServer.builder().port(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> M2xServer.builder().port(65536));
		assertThatIllegalArgumentException().isThrownBy(() -> M2xServer.builder().host(" "));
	}

	@Test
	void accountsAreIndependent() {
		String key = "0123456789abcdef0123456789abcdef";
		try (M2xServer server = M2xServer.builder().account("given", key).account("made", null).start()) {
			assertThat(server.masterKey("given")).isEqualTo(key);
			assertThat(server.masterKey("made")).matches("[0-9a-f]{32}").isNotEqualTo(server.masterKey());
			String later = server.createAccount("later");
			assertThat(server.masterKey("later")).isEqualTo(later);
			Api.of(server).createDevice();
			for (String other : new String[] { key, server.masterKey("made"), later }) {
				Api api = Api.of(server).as(other);
				assertThat(api.get("/devices").at("/total").asInt()).isZero();
				api.createDevice();
				assertThat(api.get("/devices").at("/total").asInt()).isEqualTo(1);
			}
			assertThat(Api.of(server).get("/devices").at("/total").asInt()).isEqualTo(1);
		}
	}

	@Test
	void oddAccountsAreExplained() {
		String key = "0123456789abcdef0123456789abcdef";
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> M2xServer.builder().account("default", null).start())
			.withMessageContaining("'default' is always there");
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> M2xServer.builder().account("a", "short").start())
			.withMessageContaining("of account 'a' must consist of 32 lowercase hex digits");
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> M2xServer.builder().account("a", key).account("b", key).start())
			.withMessageContaining("of account 'b' is already in use")
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain(key));
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> M2xServer.builder().account("a".repeat(251), null).start())
			.withMessageContaining("1 to 250 characters");
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> M2xServer.builder().account("a\u0000", null).start())
			.withMessageContaining("must have 1 to 250 characters, none of which is U+0000");
		assertThatIllegalArgumentException().isThrownBy(() -> M2xServer.builder().account(" ", null));
		try (M2xServer server = M2xServer.builder().start()) {
			assertThatIllegalArgumentException().isThrownBy(() -> server.createAccount("default"));
			assertThatIllegalArgumentException().isThrownBy(() -> server.createAccount(" "));
			assertThatIllegalArgumentException().isThrownBy(() -> server.masterKey("none"));
			assertThatIllegalArgumentException().isThrownBy(() -> server.setAccountActive("none", false));
		}
	}

	@Test
	void textShowsNoKey() {
		String key = "0123456789abcdef0123456789abcdef";
		try (M2xServer server = M2xServer.builder().masterKey(key).start()) {
			assertThat(server.masterKey()).isEqualTo(key);
			assertThat(server.toString()).isEqualTo("M2xServer[" + server.url() + "]");
		}
		assertThat(new M2xServerSettings(key, DatabaseSettings.temporary(), null,
				Map.of("a", AccountSettings.ofKey(key)), HttpLimits.DEFAULTS)
			.toString()).doesNotContain(key);
	}

}
