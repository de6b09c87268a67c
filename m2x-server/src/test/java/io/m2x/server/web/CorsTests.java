package io.m2x.server.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class CorsTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private Api.Response fromPage(Api caller, String method, String path, String body) {
		return caller.send(method, path, body, "Origin", "https://dashboard.example.org");
	}

	private static void assertReadable(Api.Response response, int status) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(response.header("Access-Control-Expose-Headers").split(", *")).contains("Location", "Link",
				"X-M2X-VERSION", "Retry-After");
		assertThat(response.header("Access-Control-Allow-Credentials")).isNull();
		assertThat(response.header("X-M2X-VERSION")).isNotNull();
	}

	@Test
	void everyResponseIsReadableByAnyPage() {
		String device = this.api.deviceWithStreams("t");
		assertReadable(fromPage(this.api, "GET", device, null), 200);
		assertReadable(fromPage(this.api, "PUT", device + "/streams/u", "{}"), 201);
		assertReadable(fromPage(this.api, "PUT", device + "/streams/t/value", Json.of("{'value':1}")), 202);
		assertReadable(fromPage(this.api, "DELETE", device + "/streams/t", null), 204);
		assertReadable(fromPage(this.api, "GET", device + "/values.csv", null), 200);
		assertReadable(fromPage(this.api, "HEAD", device, null), 200);
		assertReadable(fromPage(this.api.anonymous(), "GET", "/status", null), 200);
	}

	@Test
	void everyErrorIsReadableByAnyPage() {
		String device = this.api.deviceWithStreams("t");
		String other = this.api.createDevice().at("/key").asString();
		assertReadable(fromPage(this.api.anonymous(), "GET", device, null), 401);
		assertReadable(fromPage(this.api.as("0".repeat(32)), "GET", device, null), 401);
		assertReadable(fromPage(this.api.as(other), "GET", device, null), 403);
		assertReadable(fromPage(this.api, "GET", device + "/unknown", null), 404);
		assertReadable(fromPage(this.api, "POST", "/status", null), 405);
		assertReadable(fromPage(this.api, "POST", "/devices", "{}"), 422);
		assertThat(fromPage(this.api, "POST", "/devices", "{}").at("/message").asString())
			.isEqualTo("Validation Failed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "DELETE" })
	void preflightNeedsNoKey(String method) {
		for (String path : new String[] { "/devices", "/devices/x/streams/t/values", "/status", "/nothing/there" }) {
			Api.Response response = this.api.anonymous()
				.send("OPTIONS", path, null, "Origin", "null", "Access-Control-Request-Method", method,
						"Access-Control-Request-Headers", "x-m2x-key, content-type");
			assertReadable(response, 200);
			assertThat(response.body()).isEmpty();
			assertThat(response.header("Access-Control-Allow-Methods").split(", *")).contains("GET", "POST", "PUT",
					"DELETE");
			assertThat(response.header("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT).split(", *"))
				.contains("x-m2x-key", "content-type");
			assertThat(response.header("Access-Control-Max-Age")).isEqualTo("3600");
		}
	}

	@Test
	void otherMethodsAreRefused() {
		Api.Response preflight = this.api.anonymous()
			.send("OPTIONS", "/devices", null, "Origin", "https://a.example", "Access-Control-Request-Method", "PATCH");
		assertThat(preflight.status()).isEqualTo(403);
		assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
		assertThat(preflight.at("/message").asString()).isEqualTo("Forbidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "nonsense", "http://", "http://[::1", "http://a b", "://", "http://a:99999",
			"%zz", "https://x.example, https://y.example" })
	void oddOriginsNeverBreakTheServer(String origin) throws IOException {
		String start = " /v2/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: " + origin + "\r\n";
		assertThat(raw("GET" + start + "\r\n")).matches("(?s)HTTP/1.1 [24]\\d\\d .*");
		assertThat(raw("OPTIONS" + start + "Access-Control-Request-Method: GET\r\n\r\n"))
			.matches("(?s)HTTP/1.1 [24]\\d\\d .*");
		for (String headers : new String[] { "Method: ", "Method: GET POST", "Headers: ,," }) {
			assertThat(raw("OPTIONS" + start + "Access-Control-Request-" + headers + "\r\n\r\n"))
				.matches("(?s)HTTP/1.1 [24]\\d\\d .*");
		}
	}

	@Test
	void varianceNamesTheOriginForPagesOnly() {
		assertThat(this.api.get("/devices").headers().allValues("Vary")).containsExactly("Accept-Encoding", "Accept");
		assertThat(fromPage(this.api, "GET", "/devices", null).headers().allValues("Vary"))
			.containsExactly("Accept-Encoding", "Accept", "Origin");
		assertThat(this.api.get("/devices").header("Access-Control-Allow-Origin")).isNull();
	}

	@Test
	void everyPreflightOfAConnectionIsAnswered() {
		for (int i = 0; i < 300; i++) {
			assertThat(this.api.anonymous()
				.send("OPTIONS", "/devices", null, "Origin", "https://a.example", "Access-Control-Request-Method",
						"GET")
				.status()).isEqualTo(200);
			assertThat(this.api.anonymous()
				.send("OPTIONS", "/devices", null, "Origin", "https://a.example", "Access-Control-Request-Method",
						"PATCH")
				.status()).isEqualTo(403);
		}
	}

	@Test
	void optionsWithoutOriginTellTheMethods() {
		Api.Response response = this.api.send("OPTIONS", "/devices", null);
		assertThat(response.status()).isEqualTo(200);
		assertThat(List.of(response.header("Allow").split(","))).contains("GET", "POST");
	}

	private static String raw(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.setSoTimeout(30_000);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
