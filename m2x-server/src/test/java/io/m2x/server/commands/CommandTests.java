package io.m2x.server.commands;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;
import io.m2x.server.store.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class CommandTests {

	private static final String UNKNOWN = "00000000000000000000000000000000";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.stranger();

	private final JdbcClient jdbc = TestContext.jdbc(server.server());

	private String device;

	@BeforeEach
	void createDevice() {
		this.device = this.api.createDevice().get("id").asString();
	}

	private static String message(String name, String... devices) {
		return "{\"name\":\"" + name + "\",\"data\":{\"angle\":\"40\"},\"targets\":{\"devices\":[\""
				+ String.join("\",\"", devices) + "\"]}}";
	}

	private String send(String name, String... devices) {
		String location = this.api.post("/commands", message(name, devices)).header("Location");
		return location.substring(location.lastIndexOf('/') + 1);
	}

	private List<String> names(String query) {
		return this.api.get("/commands" + query).at("/commands").findValuesAsString("name");
	}

	// Sets the time of a command, which no request can choose.
	private void setSentAt(String command, String time) {
		long millis = Instant.parse(time).toEpochMilli();
		for (String table : List.of("commands SET sent_at = :at WHERE public_id = :id",
				"command_deliveries SET sent_at = :at WHERE command_id = "
						+ "(SELECT c.id FROM commands c WHERE c.public_id = :id)")) {
			this.jdbc.sql("UPDATE " + table).param("at", millis).param("id", command).update();
		}
	}

	// Puts further devices named D into the account.
	private void insertDevices(int count) {
		TestContext.batches(server.server())
			.batchUpdate(
					"""
							INSERT INTO devices (account_id, public_id, name, visibility, status, active_at, created_at, updated_at)
							SELECT account_id, ?, 'D', 'private', 'enabled', 0, 0, 0 FROM devices WHERE public_id = ?""",
					IntStream.range(0, count).mapToObj((i) -> new Object[] { Tokens.next(), this.device }).toList());
	}

	// Puts a new collection below another one and returns its id.
	private String collection(String parent, String... devices) {
		String id = Tokens.next();
		this.jdbc.sql("""
				INSERT INTO collections (account_id, parent_id, public_id, name, created_at, updated_at)
				SELECT d.account_id, (SELECT p.id FROM collections p WHERE p.public_id = :parent), :id, 'C', 0, 0
				FROM devices d WHERE d.public_id = :device""")
			.param("parent", parent)
			.param("id", id)
			.param("device", this.device)
			.update();
		this.jdbc.sql("""
				INSERT INTO collection_paths (ancestor_id, collection_id)
				SELECT id, id FROM collections WHERE public_id = :id
				UNION SELECT p.ancestor_id, c.id FROM collections c
				JOIN collection_paths p ON p.collection_id = c.parent_id WHERE c.public_id = :id""")
			.param("id", id)
			.update();
		for (String member : devices) {
			this.jdbc
				.sql("""
						INSERT INTO collection_devices (collection_id, device_id)
						SELECT c.id, d.id FROM collections c, devices d WHERE c.public_id = :id AND d.public_id = :device""")
				.param("id", id)
				.param("device", member)
				.update();
		}
		return id;
	}

	@Test
	void sendAnswersWithNothingButTheLocation() {
		Api.Response response = this.api.post("/commands", message("OPEN", this.device));
		assertThat(response.toString()).isEqualTo("202 {\"status\":\"accepted\"}");
		String month = DateTimeFormatter.ofPattern("uuuuMM").withZone(ZoneOffset.UTC).format(Instant.now());
		assertThat(response.header("Location")).matches(this.api.url() + "/commands/" + month + "[0-9a-f]{32}");
	}

	@Test
	void viewHasDataAndTheDeliveries() {
		String id = send("OPEN", this.device);
		Api.Response view = this.api.get("/commands/" + id);
		assertThat(view.status()).isEqualTo(200);
		assertThat(view.json().propertyNames()).containsExactly("id", "url", "name", "data", "sent_at", "deliveries");
		assertThat(view.at("/id").asString()).isEqualTo(id);
		assertThat(view.at("/url").asString()).isEqualTo(this.api.url() + "/commands/" + id);
		assertThat(view.at("/name").asString()).isEqualTo("OPEN");
		assertThat(view.at("/data").toString()).isEqualTo(Json.of("{'angle':'40'}"));
		assertThat(view.at("/sent_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
		assertThat(view.at("/deliveries").toString())
			.isEqualTo(Json.of("{'%s':{'status':'pending','received_at':null,'response_data':null}}", this.device));
	}

	@Test
	void viewShowsWhatDevicesAnswered() {
		String id = send("OPEN", this.device);
		this.api.post("/devices/" + this.device + "/commands/" + id + "/reject", Json.of("{'why':'stuck'}"));
		JsonNode delivery = this.api.get("/commands/" + id).at("/deliveries/" + this.device);
		assertThat(delivery.get("status").asString()).isEqualTo("rejected");
		assertThat(Instant.parse(delivery.get("received_at").asString())).isNotNull();
		assertThat(delivery.get("response_data").toString()).isEqualTo(Json.of("{'why':'stuck'}"));
	}

	@Test
	void dataIsOptionalAndThenEmpty() {
		Api.Response response = this.api.post("/commands",
				Json.of("{'name':'N','targets':{'devices':'%s'}}", this.device));
		assertThat(response.status()).isEqualTo(202);
		String path = response.header("Location").substring(this.api.url().length());
		assertThat(this.api.get(path).at("/data").toString()).isEqualTo("{}");
		assertThat(this.api.get(path).at("/deliveries").propertyNames()).containsExactly(this.device);
	}

	@Test
	void collectionsReachTheirDevicesAndThoseBelowOnce() {
		String inner = this.api.createDevice().get("id").asString();
		String other = this.api.createDevice().get("id").asString();
		String top = collection("", this.device);
		collection(top, this.device, inner);
		collection("", other);
		Api.Response response = this.api.post("/commands",
				Json.of("{'name':'N','targets':{'devices':['%s'],'collections':['%s']}}", this.device, top));
		String path = response.header("Location").substring(this.api.url().length());
		assertThat(this.api.get(path).at("/deliveries").propertyNames()).containsExactlyInAnyOrder(this.device, inner);
	}

	@Test
	void devicesAreFixedAtSending() {
		String collection = collection("", this.device);
		String id = this.api.post("/commands", Json.of("{'name':'N','targets':{'collections':['%s']}}", collection))
			.header("Location");
		String late = this.api.createDevice().get("id").asString();
		this.jdbc.sql("""
				INSERT INTO collection_devices (collection_id, device_id)
				SELECT c.id, d.id FROM collections c, devices d WHERE c.public_id = :id AND d.public_id = :device""")
			.param("id", collection)
			.param("device", late)
			.update();
		assertThat(this.api.get(id.substring(this.api.url().length())).at("/deliveries").propertyNames())
			.containsExactly(this.device);
		assertThat(this.api.get("/devices/" + late + "/commands").at("/total").asInt()).isZero();
	}

	@Test
	void deletedDeviceLeavesNoDelivery() {
		String other = this.api.createDevice().get("id").asString();
		String id = send("OPEN", this.device, other);
		assertThat(this.api.delete("/devices/" + this.device).status()).isEqualTo(204);
		assertThat(this.api.get("/commands/" + id).at("/deliveries").propertyNames()).containsExactly(other);
		assertThat(this.api.get("/commands").at("/commands/0/status_counts").toString())
			.isEqualTo(Json.of("{'processed':0,'rejected':0,'pending':1}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{}                                                       | {"name":["not_present"],"targets":["not_present"]}
					{"name":" ","targets":{}}                                | {"name":["not_present"],"targets":["not_present"]}
					{"name":1,"targets":{"devices":[]}}                      | {"name":["not_valid"],"targets":["not_present"]}
					{"name":"N","targets":{"devices":"","collections":[]}}   | {"targets":["not_present"]}
					{"name":"N","targets":[]}                                | {"targets":["not_present"]}
					{"name":"N","targets":{"devices":[1]}}                   | {"targets":["not_valid"]}
					{"name":"N","targets":{"collections":{"a":"b"}}}         | {"targets":["not_valid"]}
					{"name":"N","targets":{"devices":["x"]}}                 | {"targets":["not_found"]}
					{"name":"N","targets":{"collections":["x"]}}             | {"targets":["not_found"]}
					{"name":"N","data":[1],"targets":{"devices":["x"]}}       | {"data":["not_valid"],"targets":["not_found"]}
					{"name":"N","data":{"a":1},"targets":{"devices":["x"]}}  | {"data":["not_valid"],"targets":["not_found"]}
					{"name":"N","data":{"a":{}},"targets":{"devices":["x"]}} | {"data":["not_valid"],"targets":["not_found"]}
					{"name":"N","data":{"a":null},"targets":{"devices":["x"]}} | {"data":["not_valid"],"targets":["not_found"]}
					{"name":"N","data":{"\\u0000":"a"},"targets":{"devices":["x"]}} | {"data":["not_valid"],"targets":["not_found"]}
					{"name":"N\\u0000","targets":{"devices":["x"]}}          | {"name":["not_valid"],"targets":["not_found"]}
					""")
	void badCommandsAreRefused(String body, String errors) {
		Api.Response response = this.api.post("/commands", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/message").asString()).isEqualTo("Validation Failed");
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
		assertThat(names("")).isEmpty();
	}

	@Test
	void commandsAreBounded() {
		String targets = "\"targets\":{\"devices\":[\"" + this.device + "\"]}}";
		assertThat(
				this.api.post("/commands", "{\"name\":\"" + "n".repeat(251) + "\"," + targets).at("/errors").toString())
			.isEqualTo(Json.of("{'name':['too_long']}"));
		String fits = "{\"name\":\"N\",\"data\":{\"a\":\"" + "x".repeat(20_000 - 8);
		assertThat(this.api.post("/commands", fits + "\"}," + targets).status()).isEqualTo(202);
		assertThat(this.api.post("/commands", fits + "x\"}," + targets).at("/errors").toString())
			.isEqualTo(Json.of("{'data':['too_long']}"));
		List<String> ids = new ArrayList<>();
		for (int i = 0; i <= 1000; i++) {
			ids.add("\"" + i + "\"");
		}
		assertThat(this.api.post("/commands", Json.of("{'name':'N','targets':{'devices':[%s]}}", String.join(",", ids)))
			.at("/errors")
			.toString()).contains("\"targets\":[\"too_long\"");
	}

	@Test
	void commandForMoreDevicesThanAllowedIsNotSentAtAll() {
		String collection = collection("");
		insertDevices(10_001);
		this.jdbc.sql("""
				INSERT INTO collection_devices (collection_id, device_id)
				SELECT c.id, d.id FROM collections c JOIN devices d ON d.account_id = c.account_id
				WHERE c.public_id = :id AND d.name = 'D'""").param("id", collection).update();
		String body = Json.of("{'name':'N','targets':{'collections':['%s']}}", collection);
		assertThat(this.api.post("/commands", body).at("/errors").toString())
			.isEqualTo(Json.of("{'targets':['too_long']}"));
		assertThat(names("")).isEmpty();
		this.jdbc.sql("""
				DELETE FROM collection_devices WHERE device_id = (SELECT MAX(device_id) FROM collection_devices m
				JOIN collections c ON c.id = m.collection_id WHERE c.public_id = :id)""")
			.param("id", collection)
			.update();
		Api.Response sent = this.api.post("/commands", body);
		assertThat(sent.status()).isEqualTo(202);
		assertThat(this.api.get("/commands").at("/commands/0/status_counts/pending").asInt()).isEqualTo(10_000);
		assertThat(this.api.get(sent.header("Location").substring(this.api.url().length())).at("/deliveries").size())
			.isEqualTo(10_000);
	}

	@Test
	void viewEndsBeforeItsAnswersFillTheMemory() {
		String id = send("N", this.device);
		insertDevices(500);
		String respond = Json.of("{'a':'%s'}", "x".repeat(19_000));
		this.jdbc.sql("""
				INSERT INTO command_deliveries (command_id, device_id, sent_at, status, response_data)
				SELECT c.id, d.id, 0, 'processed', :data FROM commands c JOIN devices d ON d.account_id = c.account_id
				WHERE c.public_id = :id AND d.name = 'D'""").param("data", respond).param("id", id).update();
		Api.Response view = this.api.get("/commands/" + id);
		assertThat(view.status()).isEqualTo(200);
		assertThat(view.body()).hasSizeLessThan(8_100_000);
		assertThat(view.at("/deliveries").size()).isBetween(400, 499);
	}

	@Test
	void listHasSummariesNewestFirst() {
		String first = send("FIRST", this.device);
		String second = send("SECOND", this.device, this.api.createDevice().get("id").asString());
		this.api.post("/devices/" + this.device + "/commands/" + second + "/process", null);
		Api.Response list = this.api.get("/commands");
		assertThat(list.status()).isEqualTo(200);
		assertThat(list.at("/total").asInt()).isEqualTo(2);
		assertThat(list.at("/pages").asInt()).isEqualTo(1);
		assertThat(list.at("/limit").asInt()).isEqualTo(100);
		assertThat(list.at("/current_page").asInt()).isEqualTo(1);
		assertThat(list.at("/commands").findValuesAsString("id")).containsExactly(second, first);
		JsonNode summary = list.at("/commands/0");
		assertThat(summary.propertyNames()).containsExactly("id", "url", "name", "sent_at", "status_counts");
		assertThat(summary.get("url").asString()).isEqualTo(this.api.url() + "/commands/" + second);
		assertThat(summary.get("status_counts").toString())
			.isEqualTo(Json.of("{'processed':1,'rejected':0,'pending':1}"));
		assertThat(list.at("/commands/1/status_counts").toString())
			.isEqualTo(Json.of("{'processed':0,'rejected':0,'pending':1}"));
	}

	@Test
	void listIsFilteredAndOrdered() {
		setSentAt(send("A", this.device), "2017-03-05T08:00:01Z");
		setSentAt(send("B", this.device), "2017-03-05T08:00:02Z");
		setSentAt(send("a", this.device), "2017-03-05T08:00:03Z");
		assertThat(names("")).containsExactly("a", "B", "A");
		assertThat(names("?dir=desc")).containsExactly("a", "B", "A");
		assertThat(names("?dir=asc")).containsExactly("A", "B", "a");
		assertThat(names("?order=asc")).containsExactly("A", "B", "a");
		assertThat(names("?name=A")).containsExactly("A");
		assertThat(names("?name=A%25")).isEmpty();
		assertThat(names("?start=2017-03-05T08:00:02Z")).containsExactly("a", "B");
		assertThat(names("?end=2017-03-05T08:00:02Z")).containsExactly("B", "A");
		assertThat(names("?start=2017-03-05T08:00:02Z&end=2017-03-05T08:00:02Z")).containsExactly("B");
		assertThat(this.api.get("/commands", Json.of("{'dir':'asc','limit':1,'page':2}"))
			.at("/commands/0/name")
			.asString()).isEqualTo("B");
	}

	@Test
	void listHasPages() {
		for (String name : List.of("A", "B", "C")) {
			send(name, this.device);
		}
		Api.Response first = this.api.get("/commands?limit=2");
		assertThat(first.at("/commands").findValuesAsString("name")).containsExactly("C", "B");
		assertThat(first.at("/pages").asInt()).isEqualTo(2);
		assertThat(first.headers().allValues("Link")).anyMatch((link) -> link.endsWith("rel=\"next\""));
		assertThat(names("?limit=2&page=2")).containsExactly("A");
		assertThat(names("?limit=2&page=3")).isEmpty();
		assertThat(this.api.get("/commands?limit=1001").at("/limit").asInt()).isEqualTo(1000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=-1", "limit=x", "page=0", "page=x", "dir=up", "order=up", "start=today",
			"end=1" })
	void badListParametersAreRefused(String query) {
		Api.Response response = this.api.get("/commands?" + query);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString())
			.isEqualTo(Json.of("{'%s':['not_valid']}", query.substring(0, query.indexOf('='))));
	}

	@Test
	void onlyMasterKeysOfTheAccountSeeItsCommands() {
		String id = send("OPEN", this.device);
		Api deviceKey = this.api.as(this.api.get("/devices/" + this.device).at("/key").asString());
		for (String path : List.of("/commands", "/commands/" + id)) {
			assertThat(deviceKey.get(path).status()).isEqualTo(403);
			assertThat(this.api.anonymous().get(path).status()).isEqualTo(401);
		}
		assertThat(deviceKey.post("/commands", message("N", this.device)).status()).isEqualTo(403);
		assertThat(this.api.anonymous().post("/commands", message("N", this.device)).status()).isEqualTo(401);
		Api stranger = server.stranger();
		Api.Response hidden = stranger.get("/commands/" + id);
		assertThat(hidden.status()).isEqualTo(404);
		assertThat(hidden.at("/message").asString()).isEqualTo("Command Not Found");
		assertThat(stranger.get("/commands").at("/total").asInt()).isZero();
		assertThat(stranger.post("/commands", message("N", this.device)).at("/errors").toString())
			.isEqualTo(Json.of("{'targets':['not_found']}"));
		assertThat(stranger
			.post("/commands", Json.of("{'name':'N','targets':{'collections':['%s']}}", collection("", this.device)))
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'targets':['not_found']}"));
	}

	@Test
	void unknownCommandIsNotFound() {
		assertThat(this.api.get("/commands/" + UNKNOWN).at("/message").asString()).isEqualTo("Command Not Found");
		assertThat(this.api.get("/commands/x").status()).isEqualTo(404);
		assertThat(this.api.put("/commands/" + UNKNOWN, "{}").status()).isEqualTo(405);
	}

	@Test
	void sameTimeKeepsTheOrderOfSending() {
		List<String> ids = List.of(send("A", this.device), send("B", this.device), send("C", this.device));
		ids.forEach((id) -> setSentAt(id, "2017-03-05T08:00:00Z"));
		assertThat(names("").stream().collect(Collectors.joining())).isEqualTo("CBA");
		assertThat(names("?dir=asc").stream().collect(Collectors.joining())).isEqualTo("ABC");
	}

}
