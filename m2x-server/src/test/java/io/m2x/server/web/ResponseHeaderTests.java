package io.m2x.server.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The headers of responses as they stand on the wire.
 */
class ResponseHeaderTests {

	private static final String VERSION = "X-M2X-VERSION: v2";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	static Stream<String> routes() {
		List<String> routes = new ArrayList<>();
		TestContext.bean(server.server(), RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.forEach((route) -> route.getPatternsCondition()
				.getPatterns()
				.forEach((pattern) -> route.getMethodsCondition()
					.getMethods()
					.forEach((method) -> routes
						.add(method + " " + pattern.getPatternString().replaceAll("\\{(?:[^{}]|\\{[^{}]*})*}", "x")))));
		assertThat(routes).hasSizeGreaterThan(80);
		return routes.stream();
	}

	@ParameterizedTest
	@MethodSource("routes")
	void nothingIsCachedOrGuessed(String route) throws IOException {
		for (String key : new String[] { this.api.key(), "0".repeat(32), null }) {
			for (String encoding : new String[] { null, "gzip" }) {
				assertCommon(headers(route, key, encoding, "{}"));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /", "GET /foo", "POST /v1/feeds", "GET /v2", "GET /v2x", "GET //v2/devices",
			"GET ///v2/devices", "DELETE /v2//devices", "GET //", "GET /v2/..", "OPTIONS *", "CONNECT a.example:80",
			"GET v2/devices", "GET @evil.example/v2/devices", "GET .evil.example/v2/devices", "GET :1/v2/devices",
			"GET ftp://localhost/v2/devices", "GET http://localhost", "GET http://localhost?/v2/devices",
			"GET http:///v2//devices", "GET /v2/devices/../status", "GET /v2/%2E%2E/v2/devices", "GET /v2%2Fdevices" })
	void whatIsNotThereIsToldAsEverywhere(String route) throws IOException {
		for (String key : new String[] { this.api.key(), null }) {
			List<String> response = response(route, key, null, "");
			assertThat(response.get(0)).isEqualTo("HTTP/1.1 404 Not Found");
			assertCommon(headers(response));
			assertThat(response).last().isEqualTo(Json.of("{'message':'The specified resource does not exist'}"));
			assertThat(String.join("\n", headers(response))).doesNotContain("Location", "evil");
		}
	}

	private static void assertCommon(List<String> headers) {
		assertThat(headers.get(0)).isIn("Vary: Accept-Encoding", "Vary: Accept");
		assertThat(headers).anyMatch((header) -> header.startsWith(VERSION))
			.containsOnlyOnce("Cache-Control: no-store")
			.containsOnlyOnce("X-Content-Type-Options: nosniff");
	}

	@Test
	void varianceComesFirst() throws IOException {
		String device = "/v2" + this.api.deviceWithStreams("t", "u", "v");
		this.api.createDevice();
		this.api.createDevice();
		assertThat(headers("GET /v2/devices", this.api.key(), "gzip", ""))
			.anyMatch("Content-Encoding: gzip"::equalsIgnoreCase);
		for (String encoding : new String[] { null, "gzip" }) {
			String name = (encoding != null) ? "u" : "v";
			assertStart("GET " + device, encoding, "", "200", "Vary: Accept-Encoding", "Vary: Accept");
			assertStart("GET /v2/devices", encoding, "", "200", "Vary: Accept-Encoding", "Vary: Accept");
			assertStart("GET " + device + "/values.csv", encoding, "", "200", "Vary: Accept-Encoding", "Vary: Accept");
			assertStart("PUT " + device + "/streams/new" + name, encoding, "", "201", "Vary: Accept-Encoding",
					"Vary: Accept");
			assertStart("PUT " + device + "/streams/t/value", encoding, Json.of("{'value':1}"), "202",
					"Vary: Accept-Encoding");
			assertStart("DELETE " + device + "/streams/" + name, encoding, "", "204", "Vary: Accept");
			assertStart("GET " + device + "/streams/none", encoding, "", "404", "Vary: Accept-Encoding");
			assertStart("DELETE /v2/status", encoding, "", "405", "Vary: Accept-Encoding");
			assertStart("POST /v2/devices", encoding, "{", "422", "Vary: Accept-Encoding");
		}
	}

	private void assertStart(String route, String encoding, String body, String status, String... start)
			throws IOException {
		List<String> response = response(route, this.api.key(), encoding, body);
		assertThat(response.get(0)).startsWith("HTTP/1.1 " + status);
		assertThat(response.subList(1, start.length + 1)).containsExactly(start);
		assertThat(response.get(start.length + 1)).startsWith(VERSION);
	}

	@Test
	void missingKeyIsNamed() {
		String challenge = "ApiKey realm=\"M2X\", header=\"X-M2X-KEY\"";
		assertThat(this.api.anonymous().get("/devices").header("WWW-Authenticate")).isEqualTo(challenge);
		assertThat(this.api.as("0".repeat(32)).get("/devices").header("WWW-Authenticate")).isEqualTo(challenge);
		assertThat(this.api.get("/nothing").header("WWW-Authenticate")).isNull();
		assertThat(this.api.as(this.api.createDevice().at("/key").asString()).get("/devices"))
			.satisfies((response) -> assertThat(response.status()).isEqualTo(403))
			.satisfies((response) -> assertThat(response.header("WWW-Authenticate")).isNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET http://b.example:8080/v2/devices", "GET HTTP://b.example:8080/v2/devices",
			"GET https://b.example:8080/v2/devices", "GET http://b.example:8080/v2/devices?name=a%zz{b}" })
	void wholeAddressNamesTheHost(String route) throws IOException {
		List<String> headers = headers(response(route, this.api.key(), null, ""));
		assertThat(headers).anyMatch((header) -> header.startsWith("Link: <http://b.example:8080/v2/devices?"));
		assertThat(String.join("\n", headers)).doesNotContain("localhost");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Host: \r\n", "Host: a b\r\n", "Host: a.example, b.example\r\n",
			"Host: u:p@a.example\r\n", "Host: a.example:65536\r\n", "Host: a.example/x\r\n" })
	void unusableHostIsNotRepeated(String host) throws IOException {
		for (String target : new String[] { "/v2/devices", "http://u:p@a.example/v2/devices",
				"http://a_%zz/v2/devices" }) {
			List<String> response = send("GET " + target + " HTTP/1.1\r\n" + host + "X-Forwarded-Host: evil.example\r\n"
					+ "Forwarded: host=evil.example\r\nX-M2X-KEY: " + this.api.key() + "\r\nConnection: close\r\n\r\n");
			assertThat(response.get(0)).isEqualTo("HTTP/1.1 200 OK");
			assertThat(headers(response)).filteredOn((header) -> header.startsWith("Link"))
				.isNotEmpty()
				.allMatch((header) -> header.contains("<" + this.api.url() + "/devices?"));
		}
	}

	@Test
	void highPortIsRepeated() throws IOException {
		assertThat(send("GET /v2/devices HTTP/1.1\r\nHost: a.example:65535\r\nX-M2X-KEY: " + this.api.key()
				+ "\r\nConnection: close\r\n\r\n"))
			.anyMatch((header) -> header.startsWith("Link: <http://a.example:65535/v2/devices?"));
	}

	@Test
	void severalHostsAreRefused() throws IOException {
		assertThat(send("GET /v2/devices HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\nX-M2X-KEY: " + this.api.key()
				+ "\r\n\r\n")
			.get(0)).isEqualTo("HTTP/1.1 400 Bad Request");
	}

	private static List<String> headers(String route, String key, String encoding, String body) throws IOException {
		return headers(response(route, key, encoding, body));
	}

	private static List<String> headers(List<String> response) {
		return response.subList(1, response.indexOf(""));
	}

	private static List<String> response(String route, String key, String encoding, String body) throws IOException {
		return send(route + " HTTP/1.1\r\nHost: localhost\r\n" + ((key != null) ? "X-M2X-KEY: " + key + "\r\n" : "")
				+ ((encoding != null) ? "Accept-Encoding: " + encoding + "\r\n" : "") + "Content-Length: "
				+ body.length() + "\r\nConnection: close\r\n\r\n" + body);
	}

	private static List<String> send(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.setSoTimeout(30_000);
			return List.of(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\r\n"));
		}
	}

}
