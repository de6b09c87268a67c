package io.m2x.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.server.Json;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program with a certificate, and with HTTP/2 switched on, which it does not speak.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class TlsTests {

	private static final String KEY = "00112233445566778899aabbccddeeff";

	private static final String PASSWORD = "changeit";

	@TempDir
	private static Path certificate;

	private static SSLContext client;

	@TempDir
	private Path directory;

	private ConfigurableApplicationContext context;

	@BeforeAll
	static void prepare() throws Exception {
		makeCertificate(store());
		client = trusting(store());
	}

	private static Path store() {
		return certificate.resolve("server.p12");
	}

	private void start(String... args) {
		List<String> all = new ArrayList<>(List.of("--server.port=0",
				"--m2x.server.data-directory=" + this.directory.resolve("data"), "--m2x.server.master-key=" + KEY,
				"--server.http2.enabled=true", "--server.ssl.key-store=" + store(),
				"--server.ssl.key-store-type=PKCS12", "--server.ssl.key-store-password=" + PASSWORD));
		all.addAll(List.of(args));
		this.context = M2xServerApplication.application().run(all.toArray(String[]::new));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private static void makeCertificate(Path store) throws Exception {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"SAN=IP:127.0.0.1,DNS:localhost", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass",
				PASSWORD)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(keytool.waitFor()).isZero();
	}

	private static SSLContext trusting(Path store) throws Exception {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(store)) {
			keys.load(input, PASSWORD.toCharArray());
		}
		KeyStore certificates = KeyStore.getInstance("PKCS12");
		certificates.load(null, null);
		certificates.setCertificateEntry("server", keys.getCertificate("server"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(certificates);
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(null, trust.getTrustManagers(), null);
		return tls;
	}

	@Test
	void handshakeThatIsNotFinishedIsEndedInTime(CapturedOutput output) throws Exception {
		start("--m2x.server.http.header-timeout=1s");
		// The second is the beginning of a greeting of 512 bytes.
		for (String greeting : new String[] { "", "16030102000100" }) {
			try (Socket socket = connect()) {
				socket.getOutputStream().write(HexFormat.of().parseHex(greeting));
				assertThat(readAll(socket)).doesNotContain("HTTP");
			}
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("A connection "))).singleElement()
			.asString()
			.endsWith("A connection was closed because the client was too slow: it sent nothing");
	}

	@Test
	void whatIsSentWithoutTlsStaysOutOfTheLog(CapturedOutput output) throws Exception {
		start();
		int length = output.getAll().length();
		for (int i = 0; i < 10; i++) {
			for (String request : new String[] { "GET /v2/keys/" + KEY, "PUT /v2/devices/secret" }) {
				try (Socket socket = connect()) {
					send(socket, request + " HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + KEY + "\r\n\r\n");
					assertThat(readAll(socket)).doesNotContain("HTTP");
				}
			}
		}
		String log = output.getAll().substring(length);
		String inHex = HexFormat.of().formatHex(KEY.getBytes(StandardCharsets.US_ASCII));
		assertThat(log).doesNotContain(KEY, inHex, "/v2", "secret").hasSizeLessThan(1000);
		assertThat(log.lines().filter((line) -> line.contains("A connection "))).singleElement()
			.asString()
			.endsWith("A connection failed: NotSslRecordException");
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.3", "TLSv1.2" })
	void requestOfASenderThatClosesIsCarriedOut(String protocol) throws Exception {
		start();
		String stream = stream();
		for (int i = 0; i < 10; i++) {
			try (SSLSocket socket = secure(protocol)) {
				send(socket, put(stream, i));
			}
		}
		awaitValues(stream, 10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.3", "TLSv1.2" })
	void requestOfASenderThatDropsTheConnectionIsCarriedOut(String protocol) throws Exception {
		start();
		String stream = stream();
		for (int i = 0; i < 10; i++) {
			try (Socket connection = connect()) {
				SSLSocket socket = secure(connection, protocol);
				send(socket, put(stream, i));
			}
		}
		awaitValues(stream, 10);
	}

	@Test
	void whoSendsNoMoreButStillReadsGetsTheResponse() throws Exception {
		start();
		String stream = stream();
		try (SSLSocket socket = secure("TLSv1.3")) {
			send(socket, put(stream, 1));
			socket.shutdownOutput();
			assertThat(readAll(socket)).startsWith("HTTP/1.1 202 ").containsIgnoringCase("\r\nconnection: close\r\n");
		}
	}

	@Test
	void clientThatPrefersHttp2GetsHttp11() throws Exception {
		start();
		HttpResponse<String> response = request("GET", "/devices", null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
	}

	private String stream() throws Exception {
		String device = "/devices/"
				+ call("POST", "/devices", Json.of("{'name':'N','visibility':'private'}")).at("/id").asString();
		assertThat(request("PUT", device + "/streams/t", "{}").statusCode()).isEqualTo(201);
		return device + "/streams/t";
	}

	private static String put(String stream, int value) {
		String body = Json.of("{'value':%s,'timestamp':'%s'}", value, Instant.ofEpochSecond(value));
		return "PUT /v2" + stream + "/value HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + KEY + "\r\nContent-Length: "
				+ body.length() + "\r\n\r\n" + body;
	}

	private void awaitValues(String stream, int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> call("GET", stream + "/values", null).at("/values").size(), (size) -> size == count);
	}

	private JsonNode call(String method, String path, String body) throws Exception {
		return JsonMapper.shared().readTree(request(method, path, body).body());
	}

	private HttpResponse<String> request(String method, String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/v2" + path))
			.header("X-M2X-KEY", KEY)
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody())
			.build();
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_2)
			.sslContext(client)
			.build()
			.send(request, BodyHandlers.ofString());
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
		socket.setSoTimeout(60_000);
		return socket;
	}

	private SSLSocket secure(String protocol) throws IOException {
		return secure(connect(), protocol);
	}

	private SSLSocket secure(Socket connection, String protocol) throws IOException {
		SSLSocket socket = (SSLSocket) client.getSocketFactory()
			.createSocket(connection, "localhost", connection.getPort(), true);
		socket.setEnabledProtocols(new String[] { protocol });
		socket.startHandshake();
		return socket;
	}

	private int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	// Wait until the server closes the connection.
	private static String readAll(Socket socket) throws IOException {
		try {
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (SocketException ex) {
			return "";
		}
	}

}
