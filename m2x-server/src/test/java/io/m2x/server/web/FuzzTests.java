package io.m2x.server.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import io.m2x.server.Api;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random requests to every route. More of them with {@code -Dm2x.fuzz.requests=45000},
 * others with {@code -Dm2x.fuzz.seed=1}.
 */
class FuzzTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static final int REQUESTS = Integer.getInteger("m2x.fuzz.requests", 3000);

	private static final long SEED = Long.getLong("m2x.fuzz.seed", 20170305);

	/** After how many requests what they deleted is made anew. */
	private static final int RENEWAL = 300;

	private static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+)(?::(?:[^{}]|\\{\\d+(?:,\\d*)?})*)?}");

	private static final String[] NAMES = { "name", "visibility", "status", "serial", "tags", "metadata", "values",
			"value", "timestamp", "streams", "conditions", "t", "location", "latitude", "longitude", "limit", "page",
			"start", "end", "from", "min", "max", "interval", "type", "sort", "dir", "unit", "display_name", "parent",
			"base_device", "device", "stream", "permissions", "origin", "expires_at", "callback_url", "series", "data",
			"targets", "within_circle", "match", "gt", "pretty", "width", "height", "modified_since", "ids" };

	private static final String[] TEXTS = { "", " ", "null", "true", "-1", "0", "1e400", "1e-400", "NaN",
			"99999999999999999999999", "21.5", "2017-03-05T08:00:00Z", "2017-03-05", "+999999999-12-31T23:59:59Z", "t",
			"numeric", "private", "GET,POST", "http://127.0.0.1:1/", "http://[", "a,b,,c", "%00", "%zz", "%ff",
			"\u00e4", "\u0000", "\ud800", "../..", ";a=b", "'", "\\", "x".repeat(300), "{}", "[]", "[[[[", "{\"a\":",
			"a[b]" };

	private final Api api = server.api();

	private Random random;

	private List<String> things;

	@Test
	void noRequestBreaksTheServer() throws IOException {
		List<String> routes = new ArrayList<>();
		TestContext.bean(server.server(), RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.forEach((info, method) -> info.getPatternsCondition()
				.getPatterns()
				.forEach((pattern) -> info.getMethodsCondition()
					.getMethods()
					.forEach((verb) -> routes.add(verb + " " + pattern.getPatternString()))));
		// The order of the routes is not the same in every run.
		routes.sort(null);
		assertThat(routes).hasSizeGreaterThan(80);
		for (int i = 0; i < REQUESTS; i++) {
			this.random = new Random(SEED + i);
			if (i % RENEWAL == 0) {
				renew();
			}
			String request = request(routes.get(i % routes.size()));
			String response = send(request);
			// Images need a font, which not every machine has.
			assertThat(response).as("Request " + i + " of seed " + SEED + ":\n" + request)
				.matches("(?s)HTTP/1\\.1 (?:[234]\\d\\d .*|503 .*fonts?\\W.*)");
		}
		assertThat(this.api.get("/devices").status()).isEqualTo(200);
	}

	private void renew() {
		String device = this.api.deviceWithStreams("t", "u");
		this.api.put(device + "/streams/t/value", "{\"value\":21.5}");
		this.things = List.of(device.substring("/devices/".length()), "t", "u",
				this.api.createCollection(null).get("id").asString(),
				this.api.createDistribution().get("id").asString(),
				this.api.post("/keys", "{\"name\":\"K\",\"permissions\":[\"GET\"]}").at("/key").asString());
	}

	private String request(String route) {
		int blank = route.indexOf(' ');
		Matcher variable = VARIABLE.matcher(route.substring(blank + 1));
		StringBuilder path = new StringBuilder();
		while (variable.find()) {
			String value = chance(5) ? this.things.get(0) : chance(2) ? one(this.things) : encoded(text());
			variable.appendReplacement(path, Matcher.quoteReplacement(value));
		}
		variable.appendTail(path);
		for (int i = this.random.nextInt(4); i > 0; i--) {
			path.append((path.indexOf("?") < 0) ? '?' : '&').append(one(NAMES)).append('=').append(encoded(text()));
		}
		byte[] body = (chance(4) ? text() : chance(3) ? form() : object(3)).getBytes(StandardCharsets.UTF_8);
		StringBuilder head = new StringBuilder((chance(20) ? "POST" : route.substring(0, blank)) + " " + path
				+ " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
		if (!chance(10)) {
			head.append("X-M2X-KEY: ").append(this.api.key()).append("\r\n");
		}
		for (String name : new String[] { "Content-Type", "Accept", "Accept-Encoding", "Origin", "If-None-Match",
				"Range", "X-HTTP-Method-Override", "Cookie" }) {
			if (chance(6)) {
				head.append(name)
					.append(": ")
					.append(chance(2) ? "application/x-www-form-urlencoded" : header())
					.append("\r\n");
			}
		}
		return head + "Content-Length: " + body.length + "\r\n\r\n" + new String(body, StandardCharsets.ISO_8859_1);
	}

	private String object(int depth) {
		StringBuilder object = new StringBuilder("{");
		for (int i = this.random.nextInt(6); i >= 0; i--) {
			String value = switch (this.random.nextInt((depth > 0) ? 7 : 4)) {
				case 0 -> "\"" + one(TEXTS) + "\"";
				case 1 -> one("null", "true", "1e308", "1e400", "-5", "0.1", "[]", "{}", "21.5");
				case 2 -> "\"" + one(this.things) + "\"";
				case 3 -> "[\"t\",1,null]";
				case 4 -> "[" + object(depth - 1) + "," + object(depth - 1) + "]";
				default -> object(depth - 1);
			};
			object.append('"').append(one(NAMES)).append("\":").append(value).append((i > 0) ? "," : "}");
		}
		return object.toString();
	}

	private String form() {
		StringBuilder form = new StringBuilder();
		for (int i = this.random.nextInt(5); i >= 0; i--) {
			form.append(one(NAMES))
				.append(chance(3) ? "[" + one(NAMES) + "]" : "")
				.append('=')
				.append(text())
				.append('&');
		}
		return form.toString();
	}

	private String text() {
		return chance(3) ? one(this.things) : one(TEXTS);
	}

	private String header() {
		return text().replaceAll("[^ -~]", "?");
	}

	// Whatever would end the request line is encoded, all else only now and then.
	private String encoded(String text) {
		StringBuilder encoded = new StringBuilder();
		for (byte character : text.getBytes(StandardCharsets.UTF_8)) {
			if (character <= ' ' || character == 127 || chance(30)) {
				encoded.append(String.format("%%%02X", character));
			}
			else {
				encoded.append((char) character);
			}
		}
		return encoded.toString();
	}

	private boolean chance(int oneIn) {
		return this.random.nextInt(oneIn) == 0;
	}

	private String one(String... of) {
		return of[this.random.nextInt(of.length)];
	}

	private String one(List<String> of) {
		return of.get(this.random.nextInt(of.size()));
	}

	private static String send(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
