package io.m2x.server.devices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	@Test
	void createAnswersTheWholeDevice() {
		Api.Response response = this.api.post("/devices", """
				{"name": "North", "visibility": "private", "description": "By the door", "serial": "N-1",
				"tags": "a, b ,a,", "metadata": {"room": "B"}}""");
		assertThat(response.status()).isEqualTo(201);
		JsonNode device = response.json();
		String id = device.get("id").asString();
		assertThat(id).matches("[0-9a-f]{32}");
		String url = this.api.url() + "/devices/" + id;
		assertThat(response.header("Location")).isEqualTo(url);
		assertThat(device.get("key").asString()).matches("[0-9a-f]{32}");
		String created = device.get("created").asString();
		assertThat(response.body()).isEqualTo("""
				{"id":"%1$s","url":"%2$s","name":"North","description":"By the door","visibility":"private",\
				"status":"enabled","serial":"N-1","tags":["a","b"],"collections":[],"metadata":{"room":"B"},\
				"location":{},"streams":{"count":0,"url":"%2$s/streams"},\
				"triggers":{"count":0,"url":"%2$s/triggers"},"key":"%3$s","last_activity":"%4$s",\
				"created":"%4$s","updated":"%4$s"}""".formatted(id, url, device.get("key").asString(), created));
		assertThat(this.api.get("/devices/" + id).body()).isEqualTo(response.body());
		assertThat(this.api.get("/devices/serial/N-1").body()).isEqualTo(response.body());
	}

	@Test
	void createWithoutAnythingNamesAllRequiredFields() {
		Api.Response response = this.api.post("/devices", null);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.body()).isEqualTo(Json
			.of("{'message':'Validation Failed','errors':{'name':['not_present'],'visibility':['not_present']}}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"name": ""                                  | name          | not_present
			"name": 5                                   | name          | not_valid
			"name": {"a": 1}                            | name          | not_valid
			"name": "x\\u0000"                          | name          | not_valid
			"name": "\\ud800"                           | name          | not_valid
			"visibility": "hidden"                      | visibility    | not_valid
			"visibility": 1                             | visibility    | not_valid
			"status": "broken"                          | status        | not_valid
			"serial": "a/b"                             | serial        | not_valid
			"serial": "."                               | serial        | not_valid
			"serial": ".."                              | serial        | not_valid
			"serial": " "                               | serial        | not_valid
			"serial": "a\\nb"                           | serial        | not_valid
			"tags": 7                                   | tags          | not_valid
			"tags": {"a": 1}                            | tags          | not_valid
			"description": []                           | description   | not_valid
			"base_device": "00000000000000000000000000000000" | base_device | not_found
			"base_device": 3                            | base_device   | not_valid
			"collection": "00000000000000000000000000000000" | collection | not_found
			"metadata": "x"                             | metadata      | not_valid
			"metadata": {"Room": "x"}                   | Room          | name_not_valid
			"metadata": {"room": 5}                     | room          | not_valid
			""")
	void createRefusesBadFields(String member, String field, String code) {
		String body = "{\"name\":\"N\",\"visibility\":\"private\"," + member + "}";
		Api.Response response = this.api.post("/devices", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.body())
			.isEqualTo(Json.of("{'message':'Validation Failed','errors':{'%s':['%s']}}", field, code));
	}

	@Test
	void textsHaveMaximumLengths() {
		String body = "{\"name\":\"%s\",\"visibility\":\"private\",\"description\":\"%s\",\"serial\":\"%s\",\"tags\":\"%s\"}";
		String fits = body.formatted("n".repeat(250), "d".repeat(5000), "s".repeat(250), "t".repeat(250));
		assertThat(this.api.post("/devices", fits).status()).isEqualTo(201);
		String over = body.formatted("n".repeat(251), "d".repeat(5001), "s".repeat(251), "t".repeat(251));
		assertThat(this.api.post("/devices", over).body()).isEqualTo("""
				{"message":"Validation Failed","errors":{"name":["too_long"],"description":["too_long"],\
				"tags":["too_long"],"serial":["too_long"]}}""");
	}

	@Test
	void serialIsUniqueInTheAccount() {
		String body = Json.of("{'name':'N','visibility':'private','serial':'twice'}");
		assertThat(this.api.post("/devices", body).status()).isEqualTo(201);
		Api.Response response = this.api.post("/devices", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'serial':['not_unique']}"));
		String other = "/devices/" + this.api.createDevice().get("id").asString();
		assertThat(this.api.put(other, body).at("/errors/serial/0").asString()).isEqualTo("not_unique");
		assertThat(this.api.put("/devices/serial/twice", body).status()).isEqualTo(204);
	}

	@Test
	void baseDeviceIsCopiedWithoutWhatIsItsOwn() {
		Api.Response base = this.api.post("/devices", """
				{"name": "Base", "visibility": "public", "description": "D", "serial": "base", "tags": "x,y",
				"metadata": {"a": "1"}}""");
		String path = "/devices/" + base.at("/id").asString();
		this.api.put(path + "/streams/mode", Json.of("{'type':'alphanumeric','unit':{'label':'L','symbol':'S'}}"));
		this.api.put(path + "/streams/mode/value", Json.of("{'value':'on'}"));
		this.api.put(path + "/location", Json.of("{'latitude':1,'longitude':2}"));
		JsonNode copy = this.api
			.post("/devices", Json.of("{'base_device':'%s','name':'Copy'}", base.at("/id").asString()))
			.json();
		assertThat(copy.get("name").asString()).isEqualTo("Copy");
		assertThat(copy.get("visibility").asString()).isEqualTo("public");
		assertThat(copy.get("description").asString()).isEqualTo("D");
		assertThat(copy.get("serial").isNull()).isTrue();
		assertThat(copy.get("tags").toString()).isEqualTo(Json.of("['x','y']"));
		assertThat(copy.get("metadata").toString()).isEqualTo(Json.of("{'a':'1'}"));
		assertThat(copy.get("location").toString()).isEqualTo("{}");
		assertThat(copy.get("key").asString()).isNotEqualTo(base.at("/key").asString());
		JsonNode stream = this.api.get("/devices/" + copy.get("id").asString() + "/streams/mode").json();
		assertThat(stream.get("type").asString()).isEqualTo("alphanumeric");
		assertThat(stream.get("unit").toString()).isEqualTo(Json.of("{'label':'L','symbol':'S'}"));
		assertThat(stream.get("value").isNull()).isTrue();
	}

	@Test
	void updateChangesWhatIsSentAndKeepsTheRest() {
		JsonNode before = this.api.post("/devices", """
				{"name": "Old", "visibility": "private", "description": "D", "serial": "keep", "tags": "a,b",
				"metadata": {"m": "1"}}""").json();
		String path = "/devices/" + before.get("id").asString();
		Api.Response response = this.api.put(path, Json.of("{'name':'New','visibility':'public','status':'disabled'}"));
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		JsonNode after = this.api.get(path).json();
		assertThat(after.get("name").asString()).isEqualTo("New");
		assertThat(after.get("visibility").asString()).isEqualTo("public");
		assertThat(after.get("status").asString()).isEqualTo("disabled");
		for (String field : new String[] { "description", "serial", "tags", "metadata", "key", "created",
				"last_activity" }) {
			assertThat(after.get(field)).as(field).isEqualTo(before.get(field));
		}
		assertThat(after.get("updated").asString()).isGreaterThanOrEqualTo(before.get("updated").asString());
		this.api.put(path, Json
			.of("{'name':'New','visibility':'public','tags':'c','description':null,'serial':null,'metadata':{}}"));
		JsonNode cleared = this.api.get(path).json();
		assertThat(cleared.get("tags").toString()).isEqualTo(Json.of("['c']"));
		assertThat(cleared.get("metadata").toString()).isEqualTo("{}");
		assertThat(cleared.get("description").isNull()).isTrue();
		assertThat(cleared.get("serial").isNull()).isTrue();
	}

	@Test
	void deleteTakesEverythingAlong() {
		JsonNode device = this.api.createDevice();
		String path = "/devices/" + device.get("id").asString();
		this.api.put(path + "/streams/t", null);
		this.api.put(path + "/streams/t/value", Json.of("{'value':1}"));
		this.api.put(path + "/location", Json.of("{'latitude':1,'longitude':2}"));
		this.api.put(path + "/metadata/a", Json.of("{'value':'1'}"));
		assertThat(this.api.as(device.get("key").asString()).get(path).status()).isEqualTo(200);
		assertThat(this.api.delete(path).status()).isEqualTo(204);
		assertThat(this.api.get(path).status()).isEqualTo(404);
		assertThat(this.api.get(path).at("/message").asString()).isEqualTo("Device Not Found");
		assertThat(this.api.delete(path).status()).isEqualTo(404);
		assertThat(this.api.put(path, Json.of("{'name':'N','visibility':'public'}")).status()).isEqualTo(404);
		assertThat(this.api.get(path + "/streams/t/values").status()).isEqualTo(404);
		assertThat(this.api.as(device.get("key").asString()).get(path).status()).isEqualTo(401);
	}

	@Test
	void everyPathWorksBySerialToo() {
		this.api.post("/devices", Json.of("{'name':'S','visibility':'private','serial':'streams'}"));
		String path = "/devices/serial/streams";
		assertThat(this.api.put(path + "/streams/t", null).status()).isEqualTo(201);
		assertThat(this.api.put(path + "/streams/t/value", Json.of("{'value':1}")).status()).isEqualTo(202);
		assertThat(this.api.post(path + "/streams/t/values", Json.of("{'values':[{'value':2}]}")).status())
			.isEqualTo(202);
		assertThat(this.api.get(path + "/streams/t/values").status()).isEqualTo(200);
		assertThat(this.api.get(path + "/streams/t/stats").status()).isEqualTo(200);
		assertThat(this.api.get(path + "/streams/t/sampling?interval=5").status()).isEqualTo(200);
		assertThat(this.api.get(path + "/streams").at("/streams/0/name").asString()).isEqualTo("t");
		assertThat(this.api.get(path + "/values").status()).isEqualTo(200);
		assertThat(this.api.post(path + "/update", Json.of("{'values':{'t':3}}")).status()).isEqualTo(202);
		assertThat(this.api.post(path + "/updates", Json.of("{'values':{'t':[{'value':3}]}}")).status()).isEqualTo(202);
		assertThat(this.api.put(path + "/location", Json.of("{'latitude':1,'longitude':2}")).status()).isEqualTo(202);
		assertThat(this.api.get(path + "/location").status()).isEqualTo(200);
		assertThat(this.api.get(path + "/location/waypoints").status()).isEqualTo(200);
		assertThat(this.api.put(path + "/metadata/a", Json.of("{'value':'b'}")).status()).isEqualTo(204);
		assertThat(this.api.get(path + "/metadata/a").status()).isEqualTo(200);
		assertThat(this.api.get(path).at("/serial").asString()).isEqualTo("streams");
		assertThat(this.api.get("/devices/serial/other").at("/message").asString()).isEqualTo("Device Not Found");
		assertThat(this.api.delete(path).status()).isEqualTo(204);
	}

	@Test
	void serialsMayNeedEncoding() {
		this.api.post("/devices", "{\"name\":\"S\",\"visibility\":\"private\",\"serial\":\"\u00e4 b%?\"}");
		assertThat(this.api.get("/devices/serial/%C3%A4%20b%25%3F").status()).isEqualTo(200);
	}

	@Test
	void reservedWordsAreNoIds() {
		assertThat(this.api.get("/devices/serial").body())
			.isEqualTo(Json.of("{'message':'The specified resource does not exist'}"));
		assertThat(this.api.get("/devices/tags").status()).isEqualTo(200);
		assertThat(this.api.delete("/devices/tags").status()).isEqualTo(405);
		assertThat(this.api.get("/devices/tagsandmore").at("/message").asString()).isEqualTo("Device Not Found");
	}

}
