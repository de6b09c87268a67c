package io.m2x.server.writes;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever changes what writes are resolved with changes a version too. All operations
 * that write are tried.
 */
class VersionTests {

	/** What is known about a device, its streams and triggers. */
	private static final String DEVICE_FACTS = """
			SELECT d.account_id, d.serial, d.visibility, d.distribution_id FROM devices d WHERE d.id = :row""";

	private static final String STREAM_FACTS = """
			SELECT s.id, s.name, s.value_type, s.unit_symbol FROM streams s WHERE s.device_id = :row ORDER BY s.id""";

	private static final String TRIGGER_FACTS = """
			SELECT t.id, t.name, t.status, t.conditions, t.frequency, t.timeframe, t.send_location, t.notify_on_reset,
			t.custom_data, t.revision FROM triggers t JOIN devices d ON d.id = :row
			WHERE t.device_id = d.id OR t.distribution_id = d.distribution_id ORDER BY t.id""";

	private static final String KEY_FACTS = """
			SELECT k.id, k.version, k.api_key, k.account_id, k.device_id, k.stream_id, k.collection_id,
			k.distribution_id, k.is_primary, k.permissions, k.expires_at, k.origin FROM api_keys k""";

	private static final Pattern SLASH = Pattern.compile("/(?![^{]*})");

	private static final Pattern VARIABLE = Pattern.compile("\\{[^/]*}");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static final Map<String, String> BODIES = new LinkedHashMap<>();

	static {
		String named = Json.of("{'name':'new','visibility':'public','serial':'$new','tags':'x','metadata':{'m':'1'}}");
		String trigger = Json.of("{'name':'x','callback_url':'http://127.0.0.1:9/x','conditions':{'t':{'lt':3}}}");
		String key = Json.of("{'name':'x','permissions':['PUT'],'device':'$device'}");
		BODIES.put("PUT /devices/@", named);
		BODIES.put("PUT /devices/@/streams", Json.of("{'streams':[{'name':'new','unit':{'symbol':'C'}}]}"));
		BODIES.put("PUT /devices/@/streams/@", Json.of("{'unit':{'label':'Celsius','symbol':'C'}}"));
		BODIES.put("POST /devices/@/triggers", trigger);
		BODIES.put("PUT /devices/@/triggers/@", trigger);
		BODIES.put("POST /distributions/@/triggers", trigger);
		BODIES.put("PUT /distributions/@/triggers/@", trigger);
		BODIES.put("PUT /distributions/@", Json.of("{'name':'new','visibility':'public'}"));
		BODIES.put("POST /distributions/@/devices", Json.of("{'serial':'$new'}"));
		BODIES.put("POST /keys", key);
		BODIES.put("PUT /keys/@", Json.of("{'name':'y','permissions':['GET']}"));
		BODIES.put("PUT /collections/@", Json.of("{'name':'y'}"));
		BODIES.put("DELETE /devices/@/streams/@/values",
				Json.of("{'from':'2000-01-01T00:00:00Z','end':'2100-01-01T00:00:00Z'}"));
		BODIES.put("DELETE /devices/@/waypoints", BODIES.get("DELETE /devices/@/streams/@/values"));
	}

	static Stream<String> writingOperations() {
		return TestContext.bean(server.server(), RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap(VersionTests::operations)
			.filter((operation) -> !operation.startsWith("GET "))
			.distinct()
			.sorted();
	}

	private static Stream<String> operations(RequestMappingInfo info) {
		return info.getMethodsCondition()
			.getMethods()
			.stream()
			.map(RequestMethod::name)
			.flatMap((method) -> info.getPatternsCondition()
				.getPatterns()
				.stream()
				.map((pattern) -> method + " " + pattern.getPatternString().substring("/v2".length())));
	}

	@ParameterizedTest
	@MethodSource("writingOperations")
	void changeHasAVersion(String operation) {
		World world = new World();
		Facts before = world.facts();
		world.call(operation);
		Facts after = world.facts();
		if (!before.device().equals(after.device())) {
			assertThat(after.deviceVersion()).as(operation).isNotEqualTo(before.deviceVersion());
		}
		before.keys().forEach((row, key) -> {
			if (!key.equals(after.keys().get(row))) {
				assertThat(after.keyVersions().get(row)).as(operation).isNotEqualTo(before.keyVersions().get(row));
			}
		});
	}

	@Test
	void operationsChangeWhatTheyAreThoughtToChange() {
		Set<String> changing = new HashSet<>();
		writingOperations().forEach((operation) -> {
			World world = new World();
			Facts before = world.facts();
			Api.Response response = world.call(operation);
			Facts after = world.facts();
			if (!before.device().equals(after.device()) || !before.keys().equals(after.keys())) {
				assertThat(response.status()).as(operation).isBetween(200, 299);
				changing.add(normalized(operation));
			}
		});
		assertThat(changing).contains("PUT /devices/@", "DELETE /devices/@", "PUT /devices/@/streams",
				"PUT /devices/@/streams/@", "DELETE /devices/@/streams/@", "POST /devices/@/triggers",
				"PUT /devices/@/triggers/@", "DELETE /devices/@/triggers/@", "POST /distributions/@/triggers",
				"PUT /distributions/@/triggers/@", "DELETE /distributions/@/triggers/@", "DELETE /distributions/@",
				"PUT /keys/@", "DELETE /keys/@", "POST /keys/@/regenerate");
	}

	private static String normalized(String operation) {
		return VARIABLE.matcher(operation).replaceAll("@").replace("/devices/serial/@", "/devices/@");
	}

	/**
	 * What was read for writes, and the versions of it.
	 */
	private record Facts(List<?> device, List<?> deviceVersion, Map<Long, String> keys, Map<Long, Object> keyVersions) {

	}

	/**
	 * A device with everything that writes to it are resolved with.
	 */
	private static final class World {

		private final Api api = server.api();

		private final Map<String, String> ids = new LinkedHashMap<>();

		private final long row;

		World() {
			String distribution = this.api.createDistribution().at("/id").asString();
			String serial = UUID.randomUUID().toString();
			String device = this.api
				.post("/distributions/" + distribution + "/devices", Json.of("{'serial':'%s'}", serial))
				.at("/id")
				.asString();
			this.api.put("/devices/" + device + "/streams/t", "{}");
			this.api.put("/devices/" + device + "/streams/t/value", Json.of("{'value':1}"));
			String trigger = Json.of("{'name':'x','callback_url':'http://127.0.0.1:9/x','conditions':{'t':{'gt':30}}}");
			this.ids.put("devices", device);
			this.ids.put("serial", serial);
			this.ids.put("streams", "t");
			this.ids.put("distributions", distribution);
			this.ids.put("collections", this.api.createCollection(null).at("/id").asString());
			this.ids.put("keys", this.api.withKeyOf("/devices/" + device, null).key());
			this.ids.put("device-triggers",
					this.api.post("/devices/" + device + "/triggers", trigger).at("/id").asString());
			this.ids.put("distribution-triggers",
					this.api.post("/distributions/" + distribution + "/triggers", trigger).at("/id").asString());
			this.row = TestContext.jdbc(server.server())
				.sql("SELECT id FROM devices WHERE public_id = :id")
				.param("id", device)
				.query(Long.class)
				.single();
		}

		Api.Response call(String operation) {
			String method = operation.substring(0, operation.indexOf(' '));
			String path = path(operation.substring(method.length() + 1));
			String body = BODIES.getOrDefault(normalized(operation), "DELETE".equals(method) ? null : "{}");
			return this.api.send(method, path, (body != null)
					? body.replace("$device", this.ids.get("devices")).replace("$new", UUID.randomUUID().toString())
					: null);
		}

		private String path(String pattern) {
			StringBuilder path = new StringBuilder();
			String before = "";
			for (String segment : SLASH.splitAsStream(pattern.substring(1)).toList()) {
				String kind = before.equals("triggers")
						? (pattern.startsWith("/devices") ? "device-triggers" : "distribution-triggers") : before;
				boolean variable = segment.startsWith("{");
				path.append('/')
					.append(variable ? this.ids.getOrDefault(kind, "x") : VARIABLE.matcher(segment).replaceAll(""));
				before = segment;
			}
			return path.toString();
		}

		Facts facts() {
			Map<Long, String> keys = new LinkedHashMap<>();
			Map<Long, Object> versions = new LinkedHashMap<>();
			for (Map<String, Object> key : TestContext.jdbc(server.server()).sql(KEY_FACTS).query().listOfRows()) {
				long id = ((Number) key.get("id")).longValue();
				versions.put(id, key.remove("version"));
				keys.put(id, text(key));
			}
			return new Facts(
					List.of(rows(DEVICE_FACTS, this.row), rows(STREAM_FACTS, this.row), rows(TRIGGER_FACTS, this.row)),
					rows("""
							SELECT d.version AS own, (SELECT x.version FROM distributions x
							WHERE x.id = d.distribution_id) AS inherited FROM devices d WHERE d.id = :row""", this.row),
					keys, versions);
		}

		private List<?> rows(String sql, long parameter) {
			return TestContext.jdbc(server.server())
				.sql(sql)
				.param("row", parameter)
				.query()
				.listOfRows()
				.stream()
				.map(World::text)
				.toList();
		}

		private static String text(Map<String, Object> row) {
			return row.values().stream().map(Objects::toString).collect(Collectors.joining("|"));
		}

	}

}
