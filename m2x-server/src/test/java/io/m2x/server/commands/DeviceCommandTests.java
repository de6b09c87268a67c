package io.m2x.server.commands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceCommandTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	private String commands;

	private Api deviceKey;

	@BeforeEach
	void createDevice() {
		JsonNode created = this.api.createDevice();
		this.device = created.get("id").asString();
		this.commands = "/devices/" + this.device + "/commands";
		this.deviceKey = this.api.as(created.get("key").asString());
	}

	private String send(String name) {
		String location = this.api
			.post("/commands",
					Json.of("{'name':'%s','data':{'angle':'40'},'targets':{'devices':['%s']}}", name, this.device))
			.header("Location");
		return location.substring(location.lastIndexOf('/') + 1);
	}

	private List<String> names(String query) {
		return this.deviceKey.get(this.commands + query).at("/commands").findValuesAsString("name");
	}

	@Test
	void listHasSummariesWithoutDataNewestFirst() {
		String first = send("FIRST");
		String second = send("SECOND");
		Api.Response list = this.deviceKey.get(this.commands);
		assertThat(list.status()).isEqualTo(200);
		assertThat(list.at("/total").asInt()).isEqualTo(2);
		assertThat(list.at("/pages").asInt()).isEqualTo(1);
		assertThat(list.at("/limit").asInt()).isEqualTo(100);
		assertThat(list.at("/current_page").asInt()).isEqualTo(1);
		assertThat(list.at("/commands").findValuesAsString("id")).containsExactly(second, first);
		JsonNode summary = list.at("/commands/0");
		assertThat(summary.propertyNames()).containsExactly("id", "url", "name", "sent_at", "status", "received_at");
		assertThat(summary.get("url").asString()).isEqualTo(this.api.url() + this.commands + "/" + second);
		assertThat(summary.get("status").asString()).isEqualTo("pending");
		assertThat(summary.get("received_at").isNull()).isTrue();
	}

	@Test
	void viewHasDataToo() {
		String id = send("OPEN");
		JsonNode view = this.deviceKey.get(this.commands + "/" + id).json();
		assertThat(view.propertyNames()).containsExactly("id", "url", "name", "data", "sent_at", "status",
				"received_at", "response_data");
		assertThat(view.get("id").asString()).isEqualTo(id);
		assertThat(view.get("url").asString()).isEqualTo(this.api.url() + this.commands + "/" + id);
		assertThat(view.get("name").asString()).isEqualTo("OPEN");
		assertThat(view.get("data").toString()).isEqualTo(Json.of("{'angle':'40'}"));
		assertThat(view.get("sent_at")).isEqualTo(this.api.get("/commands/" + id).at("/sent_at"));
		assertThat(view.get("status").asString()).isEqualTo("pending");
		assertThat(view.get("received_at").isNull()).isTrue();
		assertThat(view.get("response_data").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "process, processed", "reject, rejected" })
	void acknowledgementIsKept(String verb, String status) {
		String path = this.commands + "/" + send("OPEN");
		assertThat(this.deviceKey.post(path + "/" + verb, Json.of("{'took_ms':'220','who':'Müller'}")).toString())
			.isEqualTo("204 ");
		JsonNode view = this.deviceKey.get(path).json();
		assertThat(view.get("status").asString()).isEqualTo(status);
		assertThat(view.get("response_data").toString()).isEqualTo(Json.of("{'took_ms':'220','who':'Müller'}"));
		assertThat(Instant.parse(view.get("received_at").asString()))
			.isAfterOrEqualTo(Instant.parse(view.get("sent_at").asString()));
		assertThat(this.deviceKey.get(this.commands).at("/commands/0/status").asString()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{}" })
	void acknowledgementNeedsNoData(String body) {
		String path = this.commands + "/" + send("OPEN");
		assertThat(this.deviceKey.post(path + "/process?pretty", body).status()).isEqualTo(204);
		assertThat(this.deviceKey.get(path).at("/response_data").toString()).isEqualTo("{}");
	}

	@Test
	void acknowledgementComesAsFormToo() {
		String path = this.commands + "/" + send("OPEN");
		assertThat(this.deviceKey.send("POST", path + "/process", "took_ms=220&note=a+b%26c", "Content-Type", FORM)
			.status()).isEqualTo(204);
		assertThat(this.deviceKey.get(path).at("/response_data").toString())
			.isEqualTo(Json.of("{'took_ms':'220','note':'a b&c'}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"a":1}            | {"a":["not_valid"]}
			{"a":{"b":"c"}}    | {"a":["not_valid"]}
			{"a":["b"]}        | {"a":["not_valid"]}
			{"a":null}         | {"a":["not_valid"]}
			{"\\u0000":"a"}    | {"response_data":["not_valid"]}
			["a"]              | {"body":["not_valid"]}
			{"a"               | {"body":["not_valid"]}
			""")
	void badAcknowledgementsChangeNothing(String body, String errors) {
		String path = this.commands + "/" + send("OPEN");
		Api.Response response = this.deviceKey.post(path + "/process", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
		assertThat(this.deviceKey.get(path).at("/status").asString()).isEqualTo("pending");
	}

	@Test
	void answersAreBounded() {
		String path = this.commands + "/" + send("OPEN");
		String fits = "{\"a\":\"" + "x".repeat(20_000 - 8);
		assertThat(this.deviceKey.post(path + "/process", fits + "x\"}").at("/errors").toString())
			.isEqualTo(Json.of("{'response_data':['too_long']}"));
		assertThat(this.deviceKey.post(path + "/process", fits + "\"}").status()).isEqualTo(204);
		assertThat(this.deviceKey.get(path).at("/response_data/a").asString()).hasSize(20_000 - 8);
	}

	@Test
	void secondAcknowledgementIsConflictAndChangesNothing() {
		String path = this.commands + "/" + send("OPEN");
		this.deviceKey.post(path + "/process", Json.of("{'a':'1'}"));
		String before = this.deviceKey.get(path).body();
		for (String verb : List.of("process", "reject")) {
			Api.Response again = this.deviceKey.post(path + "/" + verb, Json.of("{'a':'2'}"));
			assertThat(again.status()).isEqualTo(409);
			assertThat(again.at("/message").asString()).isEqualTo("Status Conflict");
			assertThat(again.at("/description").asString()).isNotBlank();
		}
		assertThat(this.deviceKey.get(path).body()).isEqualTo(before);
	}

	@Test
	void oneOfManyAcknowledgementsWins() throws Exception {
		String path = this.commands + "/" + send("OPEN");
		int callers = 16;
		ExecutorService threads = Executors.newFixedThreadPool(callers);
		CyclicBarrier start = new CyclicBarrier(callers);
		try {
			List<Future<Integer>> statuses = new ArrayList<>();
			for (int i = 0; i < callers; i++) {
				String respond = (i % 2 == 0) ? "/process" : "/reject";
				String body = Json.of("{'caller':'%s','verb':'%s'}", i, respond);
				statuses.add(threads.submit(() -> {
					start.await();
					return this.deviceKey.post(path + respond, body).status();
				}));
			}
			List<Integer> got = new ArrayList<>();
			for (Future<Integer> status : statuses) {
				got.add(status.get());
			}
			assertThat(got).containsOnlyOnce(204).containsOnly(204, 409);
			JsonNode view = this.deviceKey.get(path).json();
			int winner = got.indexOf(204);
			assertThat(view.at("/response_data/caller").asString()).isEqualTo(String.valueOf(winner));
			assertThat(view.get("status").asString()).isEqualTo((winner % 2 == 0) ? "processed" : "rejected");
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void acknowledgementIsActivityOfTheDevice() {
		String before = this.api.get("/devices/" + this.device).at("/last_activity").asString();
		String path = this.commands + "/" + send("OPEN");
		this.deviceKey.post(path + "/process", null);
		assertThat(this.api.get("/devices/" + this.device).at("/last_activity").asString())
			.isGreaterThanOrEqualTo(before)
			.isEqualTo(this.deviceKey.get(path).at("/received_at").asString());
	}

	@Test
	void listIsFilteredAndOrdered() {
		String first = send("A");
		String second = send("B");
		String third = send("B");
		this.deviceKey.post(this.commands + "/" + first + "/process", null);
		this.deviceKey.post(this.commands + "/" + second + "/reject", null);
		assertThat(names("?dir=asc")).containsExactly("A", "B", "B");
		assertThat(names("?order=asc&limit=1")).containsExactly("A");
		assertThat(names("?name=B")).hasSize(2);
		assertThat(names("?name=b")).isEmpty();
		assertThat(names("?limit=2&page=2")).containsExactly("A");
		assertThat(ids("?status=processed")).containsExactly(first);
		assertThat(ids("?status=rejected")).containsExactly(second);
		assertThat(ids("?status=pending")).containsExactly(third);
		assertThat(ids("?status=sent")).containsExactly(third);
		assertThat(this.deviceKey.get(this.commands + "?status=pending").at("/total").asInt()).isEqualTo(1);
		assertThat(names("?end=2017-01-01T00:00:00Z")).isEmpty();
		assertThat(names("?start=2017-01-01T00:00:00Z")).hasSize(3);
		assertThat(this.deviceKey.get(this.commands, Json.of("{'name':'A'}")).at("/total").asInt()).isEqualTo(1);
	}

	private List<String> ids(String query) {
		return this.deviceKey.get(this.commands + query).at("/commands").findValuesAsString("id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "page=0", "dir=up", "start=x", "end=x", "status=done" })
	void badListParametersAreRefused(String query) {
		Api.Response response = this.deviceKey.get(this.commands + "?" + query);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString())
			.isEqualTo(Json.of("{'%s':['not_valid']}", query.substring(0, query.indexOf('='))));
	}

	@Test
	void deviceIsReachedBySerialToo() {
		this.api.put("/devices/" + this.device,
				Json.of("{'name':'N','visibility':'private','serial':'%s'}", this.device.substring(8)));
		String path = "/devices/serial/" + this.device.substring(8) + "/commands";
		String id = send("OPEN");
		assertThat(this.deviceKey.get(path).at("/commands/0/url").asString())
			.isEqualTo(this.api.url() + this.commands + "/" + id);
		assertThat(this.deviceKey.get(path + "/" + id).status()).isEqualTo(200);
		assertThat(this.deviceKey.post(path + "/" + id + "/process", null).status()).isEqualTo(204);
	}

	@Test
	void commandOfAnotherDeviceIsNotFound() {
		String id = send("OPEN");
		String other = "/devices/" + this.api.createDevice().get("id").asString() + "/commands";
		for (Api.Response response : List.of(this.api.get(other + "/" + id),
				this.api.post(other + "/" + id + "/process", null), this.api.post(other + "/" + id + "/reject", null),
				this.deviceKey.get(this.commands + "/x"))) {
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Command Not Found");
		}
		assertThat(this.api.get(other).at("/commands").size()).isZero();
	}

	private List<Api.Response> calls(Api caller, String id) {
		String path = this.commands + "/" + id;
		return List.of(caller.get(this.commands), caller.get(path), caller.post(path + "/process", null),
				caller.post(path + "/reject", null));
	}

	@Test
	void onlyThePrimaryKeyAndTheMasterMayCall() {
		String id = send("OPEN");
		this.api.put("/devices/" + this.device, Json.of("{'name':'P','visibility':'public'}"));
		this.api.put("/devices/" + this.device + "/streams/t", null);
		Api additional = this.api.withKeyOf("/devices/" + this.device, null);
		assertThat(additional.put("/devices/" + this.device + "/streams/t/value", Json.of("{'value':1}")).status())
			.isEqualTo(202);
		Api streamKey = this.api.withKeyOf("/devices/" + this.device, "t");
		Api otherDevice = this.api.as(this.api.createDevice().get("key").asString());
		for (Api caller : List.of(additional, streamKey, otherDevice)) {
			assertThat(calls(caller, id)).extracting(Api.Response::status).containsOnly(403);
		}
		assertThat(calls(this.api.anonymous(), id)).extracting(Api.Response::status).containsOnly(401);
		assertThat(calls(server.stranger(), id)).extracting((response) -> response.at("/message").asString())
			.containsOnly("Device Not Found");
		assertThat(calls(this.api, id)).extracting(Api.Response::status).containsExactly(200, 200, 204, 409);
	}

}
