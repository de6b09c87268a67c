package io.m2x.server.integrations;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.store.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class IntegrationTests {

	private static final String SINK = Json.of("{'type':'amqp_sink'}");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.stranger();

	private String device;

	@BeforeEach
	void createDevice() {
		this.device = this.api.createDevice().get("id").asString();
	}

	private String create(String body) {
		return "/integrations/" + this.api.post("/integrations", body).at("/id").asString();
	}

	@Test
	void createAnswersTheWholeIntegration() {
		Api.Response response = this.api.post("/integrations", """
				{"name": "Warehouse", "type": "amqp_sink", "status": "disabled", "devices": ["%s"],
				"config": {"queue_suffix": "-w", "nested": {"list": [1, true, null]}}}""".formatted(this.device));
		assertThat(response.status()).isEqualTo(201);
		JsonNode body = response.json();
		assertThat(body.propertyNames()).containsExactly("id", "url", "name", "type", "status", "config", "devices",
				"created", "updated");
		assertThat(body.get("id").asString()).matches("[0-9a-f]{32}");
		String url = this.api.url() + "/integrations/" + body.get("id").asString();
		assertThat(response.header("Location")).isEqualTo(url);
		assertThat(body.get("url").asString()).isEqualTo(url);
		assertThat(body.get("name").asString()).isEqualTo("Warehouse");
		assertThat(body.get("type").asString()).isEqualTo("amqp_sink");
		assertThat(body.get("status").asString()).isEqualTo("disabled");
		assertThat(body.get("config").toString())
			.isEqualTo(Json.of("{'queue_suffix':'-w','nested':{'list':[1,true,null]}}"));
		assertThat(body.get("devices").toString()).isEqualTo(Json.of("['%s']", this.device));
		assertThat(Instant.parse(body.get("created").asString()))
			.isEqualTo(Instant.parse(body.get("updated").asString()));
		assertThat(this.api.get("/integrations/" + body.get("id").asString()).body()).isEqualTo(response.body());
	}

	@Test
	void typeAloneIsEnough() {
		JsonNode body = this.api.get(create(SINK)).json();
		assertThat(body.get("name").asString()).isEqualTo("amqp_sink");
		assertThat(body.get("status").asString()).isEqualTo("enabled");
		assertThat(body.get("config").toString()).isEqualTo("{}");
		assertThat(body.get("devices").asString()).isEqualTo("all");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                        | {"type":["not_present"]}
			{"type":""}                               | {"type":["not_present"]}
			{"type":"AMQP sink"}                      | {"type":["not_valid"]}
			{"type":5}                                | {"type":["not_valid"]}
			{"type":"t","name":""}                    | {"name":["not_present"]}
			{"type":"t","name":5}                     | {"name":["not_valid"]}
			{"type":"t","status":"on"}                | {"status":["not_valid"]}
			{"type":"t","config":"secret"}            | {"config":["not_valid"]}
			{"type":"t","config":["secret"]}          | {"config":["not_valid"]}
			{"type":"t","devices":["x"]}              | {"devices":["not_found"]}
			{"type":"t","devices":{"a":"b"}}          | {"devices":["not_valid"]}
			{"type":"t","devices":"x"}                | {"devices":["not_found"]}
			""")
	void badIntegrationsAreRefused(String body, String errors) {
		Api.Response response = this.api.post("/integrations", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
		assertThat(this.api.get("/integrations").body()).isEqualTo(Json.of("{'integrations':[]}"));
	}

	@Test
	void integrationsAreBounded() {
		String fits = "{\"type\":\"t\",\"config\":{\"a\":\"" + "x".repeat(20_000 - 8);
		assertThat(this.api.post("/integrations", fits + "\"}}").status()).isEqualTo(201);
		assertThat(this.api.post("/integrations", fits + "x\"}}").at("/errors").toString())
			.isEqualTo(Json.of("{'config':['too_long']}"));
		assertThat(this.api.post("/integrations", Json.of("{'type':'t','name':'%s'}", "n".repeat(251)))
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'name':['too_long']}"));
	}

	@Test
	void updateChangesOnlyWhatIsSent() {
		String path = create(Json.of("{'type':'amqp_sink','name':'N','config':{'a':1},'devices':['%s']}", this.device));
		assertThat(this.api.put(path, Json.of("{'name':'M'}")).toString()).isEqualTo("204 ");
		JsonNode renamed = this.api.get(path).json();
		assertThat(renamed.get("name").asString()).isEqualTo("M");
		assertThat(renamed.get("config").toString()).isEqualTo(Json.of("{'a':1}"));
		assertThat(renamed.get("devices").size()).isEqualTo(1);
		this.api.put(path, Json.of("{'devices':'all','config':{},'status':'disabled','type':'other'}"));
		JsonNode changed = this.api.get(path).json();
		assertThat(changed.get("devices").asString()).isEqualTo("all");
		assertThat(changed.get("config").toString()).isEqualTo("{}");
		assertThat(changed.get("status").asString()).isEqualTo("disabled");
		assertThat(changed.get("type").asString()).isEqualTo("other");
		assertThat(changed.get("name").asString()).isEqualTo("M");
		assertThat(this.api.put(path, Json.of("{'devices':['x']}")).status()).isEqualTo(422);
		this.api.put(path, Json.of("{'devices':'%s'}", this.device));
		assertThat(this.api.get(path).at("/devices").toString()).isEqualTo(Json.of("['%s']", this.device));
	}

	@Test
	void deletedDeviceDoesNotTurnTheListIntoAll() {
		String path = create(Json.of("{'type':'t','devices':['%s']}", this.device));
		this.api.delete("/devices/" + this.device);
		assertThat(this.api.get(path).at("/devices").toString()).isEqualTo("[]");
	}

	@Test
	void statusIsReadAndSetAlone() {
		String path = create(SINK);
		assertThat(this.api.get(path + "/status").toString()).isEqualTo("200 {\"status\":\"enabled\"}");
		assertThat(this.api.put(path + "/status", Json.of("{'status':'disabled'}")).toString()).isEqualTo("204 ");
		assertThat(this.api.get(path + "/status").body()).isEqualTo(Json.of("{'status':'disabled'}"));
		assertThat(this.api
			.send("PUT", path + "/status", "status=enabled", "Content-Type", "application/x-www-form-urlencoded")
			.status()).isEqualTo(204);
		assertThat(this.api.get(path).at("/status").asString()).isEqualTo("enabled");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}|not_present", "{\"status\":\"\"}|not_present", "{\"status\":\"on\"}|not_valid",
			"{\"status\":null}|not_present" })
	void badStatusIsRefused(String row) {
		String path = create(SINK);
		Api.Response response = this.api.put(path + "/status", row.substring(0, row.indexOf('|')));
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors/status").toString()).contains(row.substring(row.indexOf('|') + 1));
		assertThat(this.api.get(path + "/status").body()).isEqualTo(Json.of("{'status':'enabled'}"));
	}

	@Test
	void listIsInTheOrderOfCreationAndBounded() {
		String first = create(Json.of("{'type':'t','name':'First'}"));
		create(Json.of("{'type':'t','name':'Second','devices':['%s']}", this.device));
		JsonNode list = this.api.get("/integrations").json();
		assertThat(list.get("integrations").findValuesAsString("name")).containsExactly("First", "Second");
		assertThat(list.at("/integrations/0")).isEqualTo(this.api.get(first).json());
		assertThat(list.at("/integrations/1/devices/0").asString()).isEqualTo(this.device);
		String id = first.substring("/integrations/".length());
		TestContext.batches(server.server())
			.batchUpdate(
					"""
							INSERT INTO integrations (account_id, public_id, name, kind, status, config, all_devices, created_at,
							updated_at) SELECT account_id, ?, 'N', 't', 'enabled', '{}', TRUE, 0, 0 FROM integrations
							WHERE public_id = ?""",
					IntStream.range(0, 200).mapToObj((i) -> new Object[] { Tokens.next(), id }).toList());
		assertThat(this.api.get("/integrations").at("/integrations").size()).isEqualTo(200);
	}

	private List<Api.Response> calls(Api caller, String path) {
		return List.of(caller.get("/integrations"), caller.post("/integrations", SINK), caller.get(path),
				caller.put(path, "{}"), caller.get(path + "/status"),
				caller.put(path + "/status", Json.of("{'status':'enabled'}")), caller.delete(path));
	}

	@Test
	void onlyMasterKeysOfTheAccountReachIntegrations() {
		String path = create(SINK);
		Api deviceKey = this.api.as(this.api.get("/devices/" + this.device).at("/key").asString());
		assertThat(calls(deviceKey, path)).extracting(Api.Response::status).containsOnly(403);
		assertThat(calls(this.api.anonymous(), path)).extracting(Api.Response::status).containsOnly(401);
		Api stranger = server.stranger();
		assertThat(stranger.get("/integrations").body()).isEqualTo(Json.of("{'integrations':[]}"));
		assertThat(calls(stranger, path)).extracting(Api.Response::status)
			.containsExactly(200, 201, 404, 404, 404, 404, 404);
		assertThat(stranger.get(path).at("/message").asString()).isEqualTo("Integration Not Found");
		assertThat(stranger.post("/integrations", Json.of("{'type':'t','devices':['%s']}", this.device))
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'devices':['not_found']}"));
		assertThat(calls(this.api, path)).extracting(Api.Response::status)
			.containsExactly(200, 201, 200, 204, 200, 204, 204);
		assertThat(this.api.get(path).status()).isEqualTo(404);
	}

	@Test
	void configStaysOutOfLogs() {
		Logger m2x = (Logger) LoggerFactory.getLogger("io.m2x");
		Logger web = (Logger) LoggerFactory.getLogger("org.springframework.web");
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		List.of(m2x, web).forEach((logger) -> {
			logger.setLevel(Level.TRACE);
			logger.addAppender(events);
		});
		try {
			String path = create(Json.of("{'type':'t','config':{'password':'hunter2'}}"));
			assertThat(this.api.get(path).body()).contains("hunter2");
			assertThat(this.api.get("/integrations").body()).contains("hunter2");
			assertThat(this.api.post("/integrations", Json.of("{'type':'t','config':['hunter2']}")).body())
				.doesNotContain("hunter2");
			String log = events.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
			assertThat(log).contains("IntegrationView[").doesNotContain("hunter2");
		}
		finally {
			List.of(m2x, web).forEach((logger) -> {
				logger.detachAppender(events);
				logger.setLevel(null);
			});
		}
	}

}
