package io.m2x.server.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriUtils;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands in a path is what is meant, and nothing else.
 */
class PathTests {

	private static final Pattern VARIABLE = Pattern.compile("\\{\\*?\\w+(?::(?:[^{}]|\\{\\d+(?:,\\d*)?})*)?}");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static Map<String, String> names;

	private final Api api = server.api();

	@BeforeAll
	static void createEverything() {
		Api api = server.api();
		String serial = UUID.randomUUID().toString();
		String distribution = api.createDistribution().at("/id").asString();
		api.put("/distributions/" + distribution + "/streams/t", "{}");
		String device = api.post("/devices", Json.of("{'name':'N','visibility':'private','serial':'%s'}", serial))
			.at("/id")
			.asString();
		api.put("/devices/" + device + "/streams/t/value", Json.of("{'value':1}"));
		api.put("/devices/" + device + "/streams/t", "{}");
		api.put("/devices/" + device + "/metadata/a", Json.of("{'value':'1'}"));
		String series = Json.of("{'name':'C','series':[{'device':'%s','stream':'t'}]}", device);
		names = Map.of("devices", device, "serial", serial, "streams", "t", "metadata", "a", "keys",
				api.post("/keys", Json.of("{'name':'N','permissions':['GET']}")).at("/key").asString(), "collections",
				api.createCollection(null).at("/id").asString(), "distributions", distribution, "charts",
				api.post("/charts", series).at("/id").asString());
	}

	/**
	 * Every segment of every route, with something after a semicolon.
	 */
	static Stream<Call> calls() {
		List<Call> calls = new ArrayList<>();
		TestContext.bean(server.server(), RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.forEach((route) -> route.getPatternsCondition().getPatterns().forEach((pattern) -> {
				String path = fill(pattern.getPatternString());
				for (int end = path.indexOf('/', 1); end >= 0; end = path.indexOf('/', end + 1)) {
					add(calls, route.getMethodsCondition().getMethods(), path, end);
				}
				add(calls, route.getMethodsCondition().getMethods(), path, path.length());
			}));
		assertThat(calls).hasSizeGreaterThan(300);
		return calls.stream();
	}

	private static void add(List<Call> calls, Iterable<?> methods, String path, int at) {
		methods.forEach(
				(method) -> calls.add(new Call(method.toString(), path.substring(0, at) + "@" + path.substring(at))));
	}

	// A variable is filled according to the segment before it, or as a format.
	private static String fill(String pattern) {
		StringBuilder filled = new StringBuilder();
		Matcher variable = VARIABLE.matcher(pattern);
		while (variable.find()) {
			String[] before = pattern.substring(0, variable.start()).split("/", -1);
			variable.appendReplacement(filled,
					before[before.length - 1].isEmpty() ? names.getOrDefault(before[before.length - 2], "x") : ".json");
		}
		return variable.appendTail(filled).toString().substring("/v2".length());
	}

	@ParameterizedTest
	@MethodSource("calls")
	void semicolonIsDataEverywhere(Call call) {
		boolean hasBody = "POST".equals(call.method()) || "PUT".equals(call.method());
		String body = hasBody ? "{}" : null;
		if (call.path().startsWith("@")) {
			Api root = new Api(this.api.url().replace("/v2", ""), this.api.key());
			assertThat(root.send(call.method(), "/v2;x" + call.path().substring(1), body).status()).isEqualTo(404);
			return;
		}
		Api.Response encoded = this.api.send(call.method(), call.path().replace("@", "%3Bx"), body);
		Api.Response plain = this.api.send(call.method(), call.path().replace("@", ";x"), body);
		assertThat(plain.status()).isEqualTo(encoded.status()).isIn(404, 405, 422);
		assertThat(plain.body()).isEqualTo(encoded.body());
	}

	@Test
	void thingsWithSemicolonsAreThingsOfTheirOwn() {
		String plain = device("GW").at("/id").asString();
		String other = device("GW;7").at("/id").asString();
		assertThat(this.api.get("/devices/serial/GW;7").at("/id").asString()).isEqualTo(other);
		assertThat(this.api.get("/devices/serial/GW%3B7").at("/id").asString()).isEqualTo(other);
		assertThat(this.api.delete("/devices/serial/GW;7").status()).isEqualTo(204);
		assertThat(this.api.get("/devices/serial/GW").at("/id").asString()).isEqualTo(plain);
		assertThat(this.api.get("/devices/" + other).status()).isEqualTo(404);

		String device = "/devices/" + plain;
		assertThat(this.api.put(device + "/streams/t;1", "{}").toString())
			.isEqualTo("422 {\"message\":\"Validation Failed\",\"errors\":{\"name\":[\"not_valid\"]}}");
		assertThat(this.api.put(device + "/streams/t;1/value", Json.of("{'value':1}")).status()).isIn(404, 422);
		assertThat(this.api.get(device + "/streams").at("/streams").size()).isZero();

		String key = this.api.post("/keys", Json.of("{'name':'N','permissions':['GET']}")).at("/key").asString();
		for (String path : new String[] { "/keys/" + key + ";x", "/keys;x/" + key, "/keys/" + key + ";" }) {
			assertThat(this.api.delete(path).status()).as(path).isEqualTo(404);
		}
		assertThat(this.api.get("/keys/" + key).status()).isEqualTo(200);
	}

	private Api.Response device(String serial) {
		return this.api.post("/devices", Json.of("{'name':'N','visibility':'private','serial':'%s'}", serial));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a+b", "a b", "a..", "a;b", ";", "a%2Fb", "a?b#c", "\u00e4\u4e2d", "a:b@c&d=e,f'",
			"[a]{b}|^`", "log", "a.csv" })
	void serialInThePathIsTheOneThatWasGiven(String name) {
		String id = device(name).at("/id").asString();
		String path = "/devices/serial/" + UriUtils.encode(name, StandardCharsets.UTF_8);
		assertThat(this.api.get(path).at("/id").asString()).isEqualTo(id);
		assertThat(this.api.put(path + "/streams/t", "{}").header("Location")).endsWith("/" + id + "/streams/t");
		assertThat(this.api.get(path + "/streams/t").status()).isEqualTo(200);
		assertThat(this.api.get("/devices/serial/a").status()).isEqualTo(404);
	}

	@Test
	void linksOfAListLeadToTheSameList() {
		device("s;1");
		Api.Response list = this.api.get("/devices/serial/s;1/commands?limit=1&name=a;b");
		assertThat(list.status()).isEqualTo(200);
		String link = list.header("Link");
		assertThat(link).contains("/v2/devices/serial/s%3B1/commands?limit=1&name=a%3Bb&page=1");
		assertThat(new Api(link.substring(1, link.indexOf('>')), this.api.key()).get("").body()).isEqualTo(list.body());
	}

	@Test
	void requestLogKeepsWhatWasMeant() {
		device("l");
		String id = device("l;1").at("/id").asString();
		this.api.get("/devices/serial/l;1/streams");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.api.get("/devices/" + id + "/log").body())
				.contains("/devices/serial/l%3B1/streams"));
		assertThat(this.api.get("/devices/serial/l/log").body()).doesNotContain("l%3B1");
	}

	/**
	 * A call.
	 *
	 * @param method the verb
	 * @param path the path below the base URL, with an at sign where something is put in
	 */
	record Call(String method, String path) {

	}

}
