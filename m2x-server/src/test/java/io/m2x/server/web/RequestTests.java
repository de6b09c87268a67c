package io.m2x.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.M2xServer;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class RequestTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static final String DEVICE = "{\"name\":\"N\",\"visibility\":\"private\"}";

	private final Api api = server.api();

	@ParameterizedTest
	@ValueSource(strings = { "{", "[{}]", "\"text\"", "5", "true", "[null]", "[] []", "{} {}", "{\"name\":\"N\",}",
			"{'name':'N'}", "{\"name\":NaN}", "nonsense", "\u0000", "{\"a\":\"\u0001\"}" })
	void bodyMustBeAJsonObject(String body) {
		Api.Response response = this.api.post("/devices", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(response.body())
			.isEqualTo("{\"message\":\"Validation Failed\",\"errors\":{\"body\":[\"not_valid\"]}}");
	}

	@Test
	void deepAndLongJsonIsRefused() {
		String deep = "{\"a\":".repeat(100_000);
		String digits = "{\"a\":" + "9".repeat(100_000) + "}";
		assertThat(this.api.post("/devices", deep).status()).isEqualTo(422);
		assertThat(this.api.post("/devices", digits).status()).isEqualTo(422);
		assertThat(this.api.post("/devices", "{\"a\":[" + "[".repeat(100_000)).status()).isEqualTo(422);
	}

	@Test
	void invalidUtf8IsRefused() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.api.url() + "/devices"))
			.header("X-M2X-KEY", this.api.key())
			.POST(HttpRequest.BodyPublishers.ofByteArray("{\"name\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1)))
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(422);
	}

	@Test
	void duplicateAndUnknownMembersAreIgnored() {
		Api.Response response = this.api.post("/devices?unknown=1",
				"{\"name\":\"A\",\"name\":\"B\",\"visibility\":\"private\",\"x\":{\"y\":[]}}");
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.at("/name").asString()).isEqualTo("B");
	}

	@Test
	void contentTypeDoesNotMatter() {
		for (String type : new String[] { "text/plain", "application/xml", "application/x-www-form-urlencoded",
				"application/json; charset=utf-8" }) {
			assertThat(this.api.send("POST", "/devices", DEVICE, "Content-Type", type).status()).as(type)
				.isEqualTo(201);
		}
		assertThat(this.api.post("/devices", DEVICE).status()).isEqualTo(201);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json; charset=foo", "text", ";;x", "/", "a/b;q=\"" })
	void malformedContentTypeIsNoContentType(String type) {
		assertThat(this.api.send("POST", "/devices", DEVICE, "Content-Type", type).status()).isEqualTo(201);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/devices/%00", "/devices/serial/a%00b", "DEVICE/streams/%00", "DEVICE/streams/%00/values",
			"DEVICE/metadata/a%00", "DEVICE/streams/t%00/stats", "/integrations/%00/status", "/files/%00/a.csv",
			"/files/00000000000000000000000000000000/%00" })
	void unstorableNamesAreNotFound(String path) {
		String there = path.replace("DEVICE", this.api.deviceWithStreams("t"));
		assertThat(this.api.get(there).status()).isEqualTo(404);
		assertThat(this.api.put(there, "{\"value\":\"1\"}").status()).isIn(404, 405, 422);
		assertThat(this.api.delete(there).status()).isIn(404, 405, 422);
	}

	@Test
	void acceptDoesNotMatter() {
		for (String type : new String[] { "text/csv", "application/json,text/csv", "image/png", "*/*" }) {
			Api.Response response = this.api.send("GET", "/devices", null, "Accept", type);
			assertThat(response.status()).as(type).isEqualTo(200);
			assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
		}
	}

	@Test
	void formBodiesAreUnderstood() {
		Api.Response response = this.api.send("POST", "/devices",
				"name=A+%26%20%C3%A4&visibility=private&tags=a%2Cb&empty", "Content-Type",
				"application/x-www-form-urlencoded; charset=UTF-8");
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.at("/name").asString()).isEqualTo("A & \u00e4");
		assertThat(response.at("/tags").toString()).isEqualTo("[\"a\",\"b\"]");
		assertThat(this.api.send("POST", "/devices", "name=%zz", "Content-Type", "application/x-www-form-urlencoded")
			.status()).isEqualTo(422);
	}

	@Test
	void bodyOverTheLimitIsRefused() {
		String filler = "{\"x\":\"" + "x".repeat(8 * 1024 * 1024 - 8) + "\"}";
		assertThat(this.api.post("/devices", filler).status()).isEqualTo(422);
		Api.Response response = this.api.post("/devices", filler + " ".repeat(1024));
		assertThat(response.status()).isEqualTo(413);
		assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(response.at("/message").asString()).isEqualTo("Content Too Large");
		assertThat(this.api.get("/status").status()).isEqualTo(200);
	}

	@Test
	void trailingSlashIsTreatedAsAbsent() {
		assertThat(this.api.get("/status/").status()).isEqualTo(200);
		String device = this.api.deviceWithStreams("t");
		assertThat(this.api.get("/devices/").status()).isEqualTo(200);
		assertThat(this.api.get(device + "/").status()).isEqualTo(200);
		assertThat(this.api.put(device + "/streams/t/value/", "{\"value\":1}").status()).isEqualTo(202);
	}

	@Test
	void unknownPathIsNotFound() {
		for (String path : new String[] { "", "/", "/unknown", "/device", "/devices/x/unknown", "/status/x" }) {
			Api.Response response = this.api.get(path);
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.body()).isEqualTo("{\"message\":\"The specified resource does not exist\"}");
			assertThat(response.header("X-M2X-VERSION")).isNotNull();
		}
		Api outside = new Api("http://127.0.0.1:" + server.server().port(), this.api.key());
		assertThat(outside.get("/v1/devices").body())
			.isEqualTo("{\"message\":\"The specified resource does not exist\"}");
	}

	@Test
	void everyRequestOfAConnectionIsAnswered() {
		for (int i = 0; i < 300; i++) {
			assertThat(this.api.get("/status").status()).isEqualTo(200);
			assertThat(this.api.anonymous().get("/unknown").status()).isEqualTo(404);
			assertThat(this.api.anonymous().get("/").status()).isEqualTo(404);
		}
	}

	@Test
	void wrongVerbIsNotAllowed() {
		Api.Response response = this.api.delete("/devices");
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.header("Allow").split(",")).containsExactlyInAnyOrder("GET", "POST");
		assertThat(response.body()).isEqualTo("{\"message\":\"Method Not Allowed\"}");
		assertThat(this.api.post("/status", null).header("Allow")).isEqualTo("GET");
	}

	@Test
	void everyResponseNamesVersionAndVariance() {
		String device = this.api.deviceWithStreams("t");
		assertHeaders(this.api.get(device), 200, "Accept-Encoding", "Accept");
		assertHeaders(this.api.put(device + "/streams/u", null), 201, "Accept-Encoding", "Accept");
		assertHeaders(this.api.put(device + "/streams/t/value", "{\"value\":1}"), 202, "Accept-Encoding");
		assertHeaders(this.api.delete(device + "/streams/t"), 204, "Accept");
		assertHeaders(this.api.anonymous().get(device), 401, "Accept-Encoding");
		assertHeaders(this.api.get("/unknown"), 404, "Accept-Encoding");
		assertHeaders(this.api.post("/devices", "{}"), 422, "Accept-Encoding");
	}

	private static void assertHeaders(Api.Response response, int status, String... vary) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.headers().allValues("Vary")).containsExactly(vary);
		assertThat(response.header("X-M2X-VERSION")).matches("v2\\.\\d.*");
	}

	@Test
	void prettyIsIndented() {
		assertThat(this.api.get("/status?pretty").body())
			.isEqualTo("{\n  \"api\" : \"OK\",\n  \"triggers\" : \"OK\"\n}");
		assertThat(this.api.get("/devices/x?pretty=true").body()).startsWith("{\n  \"message\"");
		assertThat(this.api.get("/status?pretty=false").body()).startsWith("{\"api\"");
	}

	@Test
	void responseIsCompressedOnDemand() throws Exception {
		this.api.createDevice();
		this.api.createDevice();
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.api.url() + "/devices"))
			.header("X-M2X-KEY", this.api.key())
			.header("Accept-Encoding", "gzip")
			.build();
		HttpResponse<InputStream> response = HttpClient.newHttpClient()
			.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
		assertThat(response.headers().allValues("Vary")).containsExactly("Accept-Encoding", "Accept");
		try (InputStream body = new GZIPInputStream(response.body())) {
			assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).startsWith("{\"devices\":");
		}
		assertThat(this.api.get("/devices").header("Content-Encoding")).isNull();
	}

	@Test
	void addressesNameTheHostOfTheRequest() throws IOException {
		String response = raw("GET /v2/devices?limit=1 HTTP/1.1\r\nHost: m2x.example.org:8080\r\nX-M2X-KEY: "
				+ this.api.key() + "\r\nConnection: close\r\n\r\n");
		assertThat(response).contains("<http://m2x.example.org:8080/v2/devices?limit=1&page=1>; rel=\"first\"");
		assertThat(response.lines().filter((line) -> line.startsWith("link:") || line.startsWith("Link:")))
			.hasSizeGreaterThanOrEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":80", "evil.com/x", "a b", "user@evil.com", "evil.com:x", "evil.com:99999", "[::1",
			"a\"b", "a?b", "a#b" })
	void oddHostIsNotRepeated(String host) throws IOException {
		String response = raw("GET /v2/devices?limit=1 HTTP/1.1\r\nHost: " + host + "\r\nX-M2X-KEY: " + this.api.key()
				+ "\r\nConnection: close\r\n\r\n");
		assertThat(response).startsWith("HTTP/1.1 200")
			.contains("<" + this.api.url() + "/devices?limit=1&page=1>; rel=\"first\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "m2x", "m2x:8080", "10.0.0.1:80", "[::1]:8080", "my_host.example.org" })
	void plainHostIsRepeated(String host) throws IOException {
		String response = raw("GET /v2/devices?limit=1 HTTP/1.1\r\nHost: " + host + "\r\nX-M2X-KEY: " + this.api.key()
				+ "\r\nConnection: close\r\n\r\n");
		assertThat(response)
			.contains("<http://" + host.replace(":80\r", "").replaceAll(":80$", "") + "/v2/devices?limit=1");
	}

	@Test
	void illegalCharactersOfAnAddressAreUnderstood() throws IOException {
		this.api.post("/devices", "{\"name\":\"odd [a]{b}|\\\"\u00e4\\\" %zz 5%\",\"visibility\":\"private\"}");
		for (String name : new String[] { "[a]{b}|\"\u00c3\u00a4\"", "^", "%zz", "5%", "%", "%5", "<>", "`", "\\" }) {
			String response = raw("GET /v2/devices?limit=1&name=" + name + " HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: "
					+ this.api.key() + "\r\nConnection: close\r\n\r\n");
			assertThat(response).as(name).startsWith("HTTP/1.1 200").containsIgnoringCase("X-M2X-VERSION");
			if (name.startsWith("[") || name.startsWith("%z") || name.startsWith("5")) {
				assertThat(response).as(name).contains("odd [a]");
			}
		}
		assertThat(raw("GET /v2/devices/{x}%zz HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: " + this.api.key()
				+ "\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 404")
			.contains("Device Not Found");
	}

	@ParameterizedTest
	@CsvSource({ "http://m2x_server:8181/v2, http://m2x_server:8181/v2",
			"HTTPS://münchen.example/dürfen/v2/, https://xn--mnchen-3ya.example/d%C3%BCrfen/v2",
			"http://[::1]:8181/v2, http://[::1]:8181/v2" })
	void publicBaseUrlGoesOutWellFormed(String url, String expected) {
		try (M2xServer behindProxy = TestServers.builder().publicBaseUrl(URI.create(url)).start()) {
			Api proxied = Api.of(behindProxy);
			Api.Response response = proxied.post("/devices", DEVICE);
			assertThat(response.header("Location")).isEqualTo(expected + "/devices/" + response.at("/id").asString())
				.isEqualTo(response.at("/url").asString());
			assertThat(proxied.get("/devices?limit=1").header("Link"))
				.isEqualTo("<" + expected + "/devices?limit=1&page=1>; rel=\"first\"");
		}
	}

	@Test
	void hostWithAnUnderscoreIsAHost() throws IOException {
		assertThat(raw("GET /v2/devices?limit=1 HTTP/1.1\r\nHost: m2x_server:8181\r\nX-M2X-KEY: " + this.api.key()
				+ "\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 200")
			.containsIgnoringCase("link: <http://m2x_server:8181/v2/devices?limit=1&page=1>");
	}

	@Test
	void addressesNameThePublicBaseUrlIfThereIsOne() {
		try (M2xServer behindProxy = TestServers.builder()
			.publicBaseUrl(URI.create("https://m2x.example.org/api/v2/"))
			.start()) {
			Api proxied = Api.of(behindProxy);
			Api.Response response = proxied.post("/devices", DEVICE);
			String url = "https://m2x.example.org/api/v2/devices/" + response.at("/id").asString();
			assertThat(response.header("Location")).isEqualTo(url);
			assertThat(response.at("/url").asString()).isEqualTo(url);
			assertThat(proxied.get("/devices?limit=1").header("Link"))
				.isEqualTo("<https://m2x.example.org/api/v2/devices?limit=1&page=1>; rel=\"first\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /v2/devices?name=%zz HTTP/1.1", "GET /v2/devices/%zz HTTP/1.1",
			"GET /v2/devices?a=%ff HTTP/1.1", "GET /v2/devices/serial/%00 HTTP/1.1", "GET /v2/devices/;x=y HTTP/1.1",
			"GET /v2/../v2/devices HTTP/1.1", "GET //v2//devices HTTP/1.1",
			"GET /v2/devices?page=1&page=x&=&&a HTTP/1.1", "GET nonsense HTTP/1.1" })
	void oddRequestLinesNeverBreakTheServer(String line) throws IOException {
		String response = raw(
				line + "\r\nHost: localhost\r\nX-M2X-KEY: " + this.api.key() + "\r\nConnection: close\r\n\r\n");
		assertThat(response).matches("(?s)HTTP/1.1 [24]\\d\\d .*");
	}

	@Test
	void longQueriesAreUnderstood() {
		assertThat(this.api.get("/devices?serial=" + "s".repeat(20_000)).status()).isEqualTo(200);
		assertThat(this.api.get("/devices?tags=" + "a,".repeat(2000)).status()).isEqualTo(200);
	}

	@Test
	void longListsAreRefused() {
		StringBuilder tags = new StringBuilder();
		for (int i = 0; i <= Fields.MAX_LIST; i++) {
			tags.append(i).append(',');
		}
		assertThat(this.api.get("/devices", "{\"tags\":\"" + tags + "\"}").at("/errors/tags/0").asString())
			.isEqualTo("too_long");
	}

	@Test
	void requestCutOffInItsBodyChangesNothing() throws Exception {
		String device = this.api.deviceWithStreams();
		for (String part : new String[] { "", " ", "{}" }) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
				socket.getOutputStream()
					.write(("PUT /v2" + device + "/streams/cut HTTP/1.1\r\nHost: localhost\r\nX-M2X-KEY: "
							+ this.api.key() + "\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n")
						.getBytes(StandardCharsets.ISO_8859_1));
				socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
				socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
				socket.shutdownOutput();
				assertThat(socket.getInputStream().readAllBytes()).isEmpty();
			}
		}
		assertThat(this.api.get(device + "/streams").body()).isEqualTo("{\"streams\":[]}");
	}

	private static String raw(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.setSoTimeout(30_000);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
