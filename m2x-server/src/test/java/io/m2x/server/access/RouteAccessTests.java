package io.m2x.server.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.store.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls every route of the server as every kind of caller. A new route fails here until
 * it has a line in the table.
 */
class RouteAccessTests {

	/**
	 * Who may call what. A variable of a path is written as {@code @}, the first rule
	 * that fits counts, and what follows the first slash stands for the serial alias and
	 * for suffixes of formats too.
	 */
	private static final List<Rule> RULES = List.of(new Rule(Reach.ANYONE, "GET", "/status|/time(/@|/\\w+)?"),
			new Rule(Reach.ANYONE, "GET|POST", "/devices/catalog(/search)?"),
			new Rule(Reach.ANYONE, "GET", "/charts/@\\.(png|svg|@)"), new Rule(Reach.ANYONE, "GET", "/files/@/@"),
			new Rule(Reach.MASTER, "GET|POST", "/devices(/search)?"), new Rule(Reach.MASTER, "GET", "/devices/tags"),
			new Rule(Reach.MASTER, "PUT|DELETE", "/devices/@"), new Rule(Reach.DEVICE, "GET", "/devices/@"),
			new Rule(Reach.DEVICE, "GET|PUT", "/devices/@/(metadata(/@)?|location)"),
			new Rule(Reach.DEVICE, "GET|DELETE", "/devices/@/location/waypoints"),
			new Rule(Reach.DEVICE, "GET|PUT", "/devices/@/streams"),
			new Rule(Reach.STREAM, "GET|PUT|POST|DELETE", "/devices/@/streams/@(/(value|values|sampling|stats))?"),
			new Rule(Reach.DEVICE, "GET|POST", "/devices/@/values(/search|/export\\.csv)?"),
			new Rule(Reach.DEVICE, "POST", "/devices/@/updates?"), new Rule(Reach.DEVICE, "GET", "/devices/@/log"),
			new Rule(Reach.COMMANDS, "GET|POST", "/devices/@/commands(/@(/(process|reject))?)?"),
			new Rule(Reach.DEVICE, "GET|POST|PUT|DELETE", "/devices/@/triggers(/@(/test)?)?"),
			new Rule(Reach.MASTER, ".+", "/(commands|collections|distributions|keys|charts|integrations)(/.+)?"),
			new Rule(Reach.JOBS, "GET", "/jobs(/@)?"));

	private static final Pattern VARIABLE = Pattern.compile("\\{\\*?\\w+(?::(?:[^{}]|\\{\\d+(?:,\\d*)?})*)?}");

	private static final Pattern FORMAT = Pattern
		.compile("(?<=values|search|sampling|stats)(\\.?@|\\.(json|csv|msgpack))$");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static Api stranger;

	private static Api inactive;

	private static World untouched;

	/** The callers that have nothing to do with what a route names. */
	private static final Map<Who, Api> unchanging = new EnumMap<>(Who.class);

	private static final String ORIGIN = ",\"origin\":\"192.0.2.1\"";

	@BeforeAll
	static void createAccounts() {
		stranger = server.api().as(server.server().createAccount("stranger"));
		inactive = server.api().as(server.server().createAccount("inactive"));
		Api master = server.api();
		Api deleted = World.key("");
		master.delete("/keys/" + deleted.key());
		Api regenerated = World.key("");
		master.post("/keys/" + regenerated.key() + "/regenerate", null);
		unchanging.put(Who.NOBODY, master.anonymous());
		unchanging.put(Who.EMPTY, master.as(""));
		unchanging.put(Who.UNKNOWN, master.as(Tokens.next()));
		unchanging.put(Who.UPPER_CASE, master.as("A" + master.key().substring(1).toUpperCase(Locale.ROOT)));
		unchanging.put(Who.SHORTENED, master.as(master.key().substring(1)));
		unchanging.put(Who.LENGTHENED, master.as(master.key() + "0"));
		unchanging.put(Who.DELETED, deleted);
		unchanging.put(Who.REGENERATED, regenerated);
		unchanging.put(Who.MASTER, master);
		unchanging.put(Who.STRANGER, stranger);
		unchanging.put(Who.STRANGERS_DEVICE, stranger.as(stranger.createDevice().get("key").asString()));
		unchanging.put(Who.STRANGERS_COLLECTION, stranger.as(stranger.createCollection(null).get("key").asString()));
		unchanging.put(Who.STRANGERS_DISTRIBUTION, stranger.as(stranger.createDistribution().get("key").asString()));
		unchanging.put(Who.INACTIVE, inactive);
		unchanging.put(Who.INACTIVE_DEVICE, inactive.as(inactive.createDevice().get("key").asString()));
		unchanging.put(Who.OTHER_DEVICE, master.as(master.createDevice().get("key").asString()));
		unchanging.put(Who.OTHER_COLLECTION, master.as(master.createCollection(null).get("key").asString()));
		unchanging.put(Who.OTHER_DISTRIBUTION, master.as(master.createDistribution().get("key").asString()));
		unchanging.put(Who.OTHER_ORIGIN, World.key(ORIGIN));
		unchanging.put(Who.EXPIRED, World.expired(""));
		server.server().setAccountActive("inactive", false);
		untouched = new World("GET");
	}

	static Stream<Route> routes() {
		List<Route> routes = new ArrayList<>();
		for (RequestMappingInfo info : TestContext.bean(server.server(), RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()) {
			for (PathPattern pattern : info.getPatternsCondition().getPatterns()) {
				Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
				assertThat(methods).as(pattern.getPatternString()).isNotEmpty();
				methods.forEach((method) -> routes.add(new Route(method.name(), pattern.getPatternString())));
			}
		}
		assertThat(routes).hasSizeGreaterThan(40);
		return routes.stream();
	}

	@ParameterizedTest
	@MethodSource("routes")
	void routeIsOpenToThoseItIsMeantFor(Route route) {
		Reach reach = RULES.stream()
			.filter((rule) -> rule.fits(route))
			.map(Rule::reach)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No rule says who may call " + route + "; add one to the table"));
		boolean reading = "GET".equals(route.method());
		World world = reading ? untouched : new World(route.method());
		for (Who who : Who.values()) {
			Expected expected = reach.expect(who, route);
			Api.Response response = world.call(who, route);
			assertThat(response.status()).as(who + " " + route + ": " + response).satisfies(expected::check);
			if (!reading && response.status() < 300) {
				// The call changed or deleted what the next one is about.
				world = new World(route.method());
			}
		}
	}

	@ParameterizedTest
	@MethodSource("routes")
	void nobodyWithoutAKeyIsListenedToForLong(Route route) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream()
				.write((route.method() + " /v2" + untouched.path(route)
						+ " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n ")
					.getBytes(StandardCharsets.ISO_8859_1));
			String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(response).matches("(?s)HTTP/1.1 (200|401|404|413) .*").containsIgnoringCase("connection: close");
			boolean open = RULES.stream()
				.filter((rule) -> rule.fits(route))
				.anyMatch((rule) -> rule.reach() == Reach.ANYONE);
			boolean reading = "GET".equals(route.method()) || route.pattern().contains("/values/search");
			if (!open && !reading) {
				assertThat(response).startsWith("HTTP/1.1 401");
			}
		}
	}

	/**
	 * The kinds of callers.
	 */
	private enum Who {

		NOBODY, EMPTY, UNKNOWN, UPPER_CASE, SHORTENED, LENGTHENED, ID_OF_DEVICE, DELETED, REGENERATED,

		MASTER, ADDITIONAL_MASTER, PRIMARY, ADDITIONAL, STREAM, COLLECTION, BELOW, DISTRIBUTION,

		OTHER_DEVICE, OTHER_STREAM, OTHER_COLLECTION, OTHER_DISTRIBUTION,

		STRANGER, STRANGERS_DEVICE, STRANGERS_COLLECTION, STRANGERS_DISTRIBUTION, INACTIVE, INACTIVE_DEVICE,

		EXPIRED, EXPIRED_DEVICE, EXPIRED_STREAM, OTHER_VERB, OTHER_VERB_DEVICE, OTHER_VERB_STREAM, OTHER_ORIGIN,
		OTHER_ORIGIN_DEVICE, OTHER_ORIGIN_STREAM

	}

	/**
	 * The groups of routes by who reaches them.
	 */
	private enum Reach {

		ANYONE(".*"), MASTER("(ADDITIONAL_)?MASTER"), COMMANDS("(ADDITIONAL_)?MASTER|PRIMARY"),
		DEVICE("(ADDITIONAL_)?MASTER|PRIMARY|ADDITIONAL|COLLECTION|BELOW|DISTRIBUTION"),
		STREAM("(ADDITIONAL_)?MASTER|PRIMARY|ADDITIONAL|COLLECTION|BELOW|DISTRIBUTION|STREAM"),
		JOBS("(ADDITIONAL_)?MASTER");

		private final String allowed;

		Reach(String allowed) {
			this.allowed = allowed;
		}

		Expected expect(Who who, Route route) {
			if (who.name().matches(this.allowed)) {
				return Expected.ALLOWED;
			}
			return switch (who) {
				case NOBODY, EMPTY, UNKNOWN, UPPER_CASE, SHORTENED, LENGTHENED, ID_OF_DEVICE, DELETED, REGENERATED ->
					Expected.UNAUTHORIZED;
				case STRANGER -> route.pattern().contains("{") ? Expected.MISSING : Expected.ALLOWED;
				case PRIMARY, ADDITIONAL, STREAM, COLLECTION, BELOW, DISTRIBUTION, OTHER_DEVICE, OTHER_STREAM,
						OTHER_COLLECTION, OTHER_DISTRIBUTION, STRANGERS_DEVICE, STRANGERS_COLLECTION,
						STRANGERS_DISTRIBUTION ->
					(this == JOBS) ? Expected.OWN_OR_FORBIDDEN : Expected.FORBIDDEN;
				default -> Expected.FORBIDDEN;
			};
		}

	}

	/**
	 * What a caller gets.
	 */
	private enum Expected {

		// A caller who is let in may still be told that something is wrong or not there.
		ALLOWED("2..|404|409|422"), UNAUTHORIZED("401"), FORBIDDEN("403"), MISSING("404"),
		// Jobs of a device are shown to its keys, those of others to nobody else.
		OWN_OR_FORBIDDEN("200|403|404");

		private final String statuses;

		Expected(String statuses) {
			this.statuses = statuses;
		}

		void check(int status) {
			assertThat(Integer.toString(status)).matches(this.statuses);
		}

	}

	/**
	 * A line of the table.
	 */
	private record Rule(Reach reach, String methods, String paths) {

		boolean fits(Route route) {
			return route.method().matches(this.methods) && route.normalized().matches(this.paths);
		}

	}

	/**
	 * A route of the server.
	 */
	record Route(String method, String pattern) {

		String normalized() {
			String path = VARIABLE.matcher(this.pattern.substring("/v2".length())).replaceAll("@");
			return FORMAT.matcher(path.replace("/devices/serial/@", "/devices/@")).replaceFirst("");
		}

		@Override
		public String toString() {
			return this.method + " " + normalized();
		}

	}

	/**
	 * Everything that a route may name, and a caller of each kind, which is made when it
	 * calls first.
	 */
	private static final class World {

		private final Map<Who, Api> callers = new EnumMap<>(unchanging);

		private final String method;

		private final JsonNode device;

		private final JsonNode distribution;

		private final JsonNode collection;

		private final String below;

		private final Map<String, String> ids;

		World(String method) {
			this.method = method;
			Api master = server.api();
			String serial = Tokens.next();
			this.distribution = master.createDistribution();
			this.device = master
				.post("/distributions/" + this.distribution.get("id").asString() + "/devices",
						Json.of("{'serial':'%s'}", serial))
				.json();
			String device = this.device.get("id").asString();
			master.put("/devices/" + device + "/streams/t", "{}");
			master.put("/devices/" + device + "/metadata/a", Json.of("{'value':'1'}"));
			this.collection = master.createCollection(null);
			this.below = master.createCollection(this.collection.get("id").asString()).get("id").asString();
			assertThat(master.put("/collections/" + this.below + "/devices/" + device, null).status()).isEqualTo(204);
			// Streams of a distribution with devices are locked, so the paths name
			// another.
			String empty = master.createDistribution().get("id").asString();
			master.put("/distributions/" + empty + "/streams/t", "{}");
			master.put("/devices/" + device + "/streams/u", "{}");
			this.ids = Map.of("devices", device, "serial", serial, "streams", "t", "metadata", "a", "keys",
					key("").key(), "collections", this.collection.get("id").asString(), "distributions", empty);
		}

		private Api create(Who who) {
			Api master = server.api();
			String device = this.device.get("id").asString();
			String ofDevice = ",\"device\":\"" + device + "\"";
			String ofStream = ofDevice + ",\"stream\":\"t\"";
			return switch (who) {
				case ID_OF_DEVICE -> master.as(device);
				case ADDITIONAL_MASTER -> key("");
				case PRIMARY -> master.as(this.device.get("key").asString());
				case ADDITIONAL -> key(ofDevice);
				case STREAM -> key(ofStream);
				case OTHER_STREAM -> key(ofDevice + ",\"stream\":\"u\"");
				case COLLECTION -> master.as(this.collection.get("key").asString());
				case BELOW -> master.as(master.get("/collections/" + this.below).at("/key").asString());
				case DISTRIBUTION -> master.as(this.distribution.get("key").asString());
				case OTHER_VERB -> otherVerb(this.method, "");
				case OTHER_VERB_DEVICE -> otherVerb(this.method, ofDevice);
				case OTHER_VERB_STREAM -> otherVerb(this.method, ofStream);
				case OTHER_ORIGIN_DEVICE -> key(ofDevice + ORIGIN);
				case OTHER_ORIGIN_STREAM -> key(ofStream + ORIGIN);
				case EXPIRED_DEVICE -> expired(ofDevice);
				case EXPIRED_STREAM -> expired(ofStream);
				default -> throw new IllegalStateException("No caller " + who);
			};
		}

		private static Api key(String members) {
			return create(Json.of("['GET','POST','PUT','DELETE']"), members);
		}

		private static Api create(String permissions, String members) {
			Api.Response response = server.api()
				.post("/keys", "{\"name\":\"N\",\"permissions\":" + permissions + members + "}");
			assertThat(response.status()).isEqualTo(201);
			return server.api().as(response.at("/key").asString());
		}

		private static Api otherVerb(String verb, String members) {
			List<String> others = Stream.of("GET", "POST", "PUT", "DELETE")
				.filter((other) -> !other.equals(verb))
				.map((other) -> '"' + other + '"')
				.toList();
			return create(others.toString(), members);
		}

		private static Api expired(String members) {
			Api key = key(members);
			assertThat(server.api()
				.put("/keys/" + key.key(),
						Json.of("{'name':'N','permissions':'GET,POST,PUT,DELETE','expires_at':'2001-01-01T00:00:00Z'}"))
				.status()).isEqualTo(204);
			return key;
		}

		// A variable is filled according to the segment before it, or as a format.
		private String path(Route route) {
			String pattern = route.pattern().substring("/v2".length());
			StringBuilder filled = new StringBuilder();
			Matcher variable = VARIABLE.matcher(pattern);
			while (variable.find()) {
				String before = pattern.substring(0, variable.start());
				String value = before.endsWith("/") ? this.ids.getOrDefault(segment(before), Tokens.next())
						: before.startsWith("/charts/") ? "png" : before.endsWith(".") ? "json" : ".json";
				variable.appendReplacement(filled, value);
			}
			return variable.appendTail(filled).toString();
		}

		private static String segment(String before) {
			String parent = before.substring(0, before.length() - 1);
			return parent.substring(parent.lastIndexOf('/') + 1);
		}

		Api.Response call(Who who, Route route) {
			boolean hasBody = "POST".equals(route.method()) || "PUT".equals(route.method());
			return this.callers.computeIfAbsent(who, this::create)
				.send(route.method(), path(route), hasBody ? "{}" : null);
		}

	}

}
