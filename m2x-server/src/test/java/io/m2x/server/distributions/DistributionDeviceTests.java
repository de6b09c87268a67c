package io.m2x.server.distributions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class DistributionDeviceTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final String id = this.api.post("/distributions", """
			{"name": "Kit", "visibility": "public", "description": "From the kit", "tags": "kit,new",
			"metadata": {"color": "green"}}""").at("/id").asString();

	private final String path = "/distributions/" + this.id;

	@Test
	void addedDeviceBeginsWithWhatTheDistributionHas() {
		this.api.put(this.path + "/streams/t", Json.of("{'unit':{'label':'degree Celsius','symbol':'C'}}"));
		this.api.put(this.path + "/streams/mode", Json.of("{'type':'alphanumeric','display_name':'Mode'}"));
		this.api.put(this.path, Json.of("{'name':'Kit','visibility':'public','status':'disabled'}"));
		Api.Response response = this.api.post(this.path + "/devices", Json.of("{'serial':'begins'}"));
		assertThat(response.status()).isEqualTo(201);
		JsonNode device = response.json();
		assertThat(response.header("Location")).isEqualTo(this.api.url() + "/devices/" + device.get("id").asString());
		assertThat(device.get("name").asString()).isEqualTo("Kit");
		assertThat(device.get("description").asString()).isEqualTo("From the kit");
		assertThat(device.get("visibility").asString()).isEqualTo("public");
		assertThat(device.get("status").asString()).isEqualTo("enabled");
		assertThat(device.get("serial").asString()).isEqualTo("begins");
		assertThat(device.get("tags").toString()).isEqualTo(Json.of("['kit','new']"));
		assertThat(device.get("metadata").toString()).isEqualTo(Json.of("{'color':'green'}"));
		assertThat(device.get("location").toString()).isEqualTo("{}");
		assertThat(device.get("streams").get("count").asInt()).isEqualTo(2);
		assertThat(device.get("distribution").asString()).isEqualTo(this.api.url() + this.path);
		assertThat(device.get("distribution_name").asString()).isEqualTo("Kit");
		String key = device.get("key").asString();
		assertThat(key).matches("[0-9a-f]{32}").isNotEqualTo(this.api.get(this.path).at("/key").asString());
		assertThat(this.api.as(key).put("/devices/serial/begins/streams/t/value", Json.of("{'value':1}")).status())
			.isEqualTo(202);
		JsonNode streams = this.api.get("/devices/serial/begins/streams").at("/streams");
		assertThat(streams.findValuesAsString("name")).containsExactly("t", "mode");
		assertThat(streams.get(0).get("unit").get("symbol").asString()).isEqualTo("C");
		assertThat(streams.get(1).get("type").asString()).isEqualTo("alphanumeric");
		assertThat(streams.get(1).get("display_name").asString()).isEqualTo("Mode");
		assertThat(this.api.get(this.path).at("/devices").toString())
			.isEqualTo(Json.of("{'total':1,'registered':1,'unregistered':0}"));
	}

	@Test
	void requestGoesBeforeTheDistribution() {
		JsonNode device = this.api.post(this.path + "/devices", """
				{"serial": "own", "name": "Own", "description": "Mine", "visibility": "private", "tags": "x"}""")
			.json();
		assertThat(device.get("name").asString()).isEqualTo("Own");
		assertThat(device.get("description").asString()).isEqualTo("Mine");
		assertThat(device.get("visibility").asString()).isEqualTo("private");
		assertThat(device.get("tags").toString()).isEqualTo(Json.of("['x']"));
		assertThat(device.get("metadata").toString()).isEqualTo(Json.of("{'color':'green'}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                       | {"serial":["not_present"]}
			{"serial": null}                         | {"serial":["not_present"]}
			{"serial": ""}                           | {"serial":["not_present"]}
			{"serial": "a/b"}                        | {"serial":["not_valid"]}
			{"serial": 5}                            | {"serial":["not_valid"]}
			{"serial": "taken"}                      | {"serial":["not_unique"]}
			{"serial": "free", "name": ""}           | {"name":["not_present"]}
			{"serial": "free", "visibility": "none"} | {"visibility":["not_valid"]}
			""")
	void badFieldsAreRefused(String body, String errors) {
		this.api.post("/devices", Json.of("{'name':'N','visibility':'private','serial':'taken'}"));
		Api.Response response = this.api.post(this.path + "/devices", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
		assertThat(this.api.get(this.path).at("/devices/total").asInt()).isZero();
	}

	@Test
	void editsOfTheDistributionConcernNewDevicesOnly() {
		this.api.post(this.path + "/devices", Json.of("{'serial':'first'}"));
		this.api.put(this.path, Json.of("{'name':'Second kit','visibility':'private','tags':'second'}"));
		JsonNode first = this.api.get("/devices/serial/first").json();
		assertThat(first.get("name").asString()).isEqualTo("Kit");
		assertThat(first.get("visibility").asString()).isEqualTo("public");
		assertThat(first.get("tags").toString()).isEqualTo(Json.of("['kit','new']"));
		assertThat(first.get("distribution_name").asString()).isEqualTo("Second kit");
		assertThat(this.api.post(this.path + "/devices", Json.of("{'serial':'second'}")).at("/tags").toString())
			.isEqualTo(Json.of("['second']"));
	}

	@Test
	void listHoldsTheDevicesOfTheDistributionOnly() {
		this.api.createDevice();
		this.api.post(this.path + "/devices", Json.of("{'serial':'l-b','name':'b'}"));
		this.api.post(this.path + "/devices", Json.of("{'serial':'l-a','name':'a'}"));
		Api.Response byName = this.api.get(this.path + "/devices?sort=name&limit=1");
		assertThat(byName.at("/devices").findValuesAsString("serial")).containsExactly("l-a");
		assertThat(byName.at("/total").asInt()).isEqualTo(2);
		assertThat(byName.headers().allValues("Link"))
			.contains("<" + this.api.url() + this.path + "/devices?sort=name&limit=1&page=2>; rel=\"next\"");
		assertThat(this.api.get(this.path + "/devices").at("/devices").findValuesAsString("serial"))
			.containsExactly("l-a", "l-b");
		assertThat(this.api.get(this.path + "/devices?sort=color").status()).isEqualTo(422);
	}

	@Test
	void listHasPlaceForStreamValuesEvenWithoutAny() {
		this.api.put(this.path + "/streams/t", null);
		this.api.post(this.path + "/devices", Json.of("{'serial':'valued'}"));
		this.api.put("/devices/serial/valued/streams/t/value", Json.of("{'value':5}"));
		String device = this.api.get("/devices/serial/valued").at("/url").asString();
		assertThat(this.api.get(this.path + "/devices").at("/devices/0/streams").toString())
			.isEqualTo(Json.of("{'count':1,'url':'%s/streams','values':{}}", device));
		assertThat(this.api.get(this.path + "/devices?include_stream_values=t,none")
			.at("/devices/0/streams/values")
			.toString()).isEqualTo(Json.of("{'t':5}"));
		assertThat(this.api.get("/devices?serial=valued").at("/devices/0/streams").has("values")).isFalse();
	}

	@Test
	void devicesOutliveTheirDistribution() {
		this.api.post(this.path + "/devices", Json.of("{'serial':'survivor'}"));
		assertThat(this.api.get("/devices/serial/survivor").json().has("distribution")).isTrue();
		assertThat(this.api.delete(this.path).status()).isEqualTo(204);
		JsonNode device = this.api.get("/devices/serial/survivor").json();
		assertThat(device.get("name").asString()).isEqualTo("Kit");
		assertThat(device.has("distribution")).isFalse();
		assertThat(device.has("distribution_name")).isFalse();
	}

	@Test
	void originIsForTheAccountOnly() {
		this.api.post(this.path + "/devices", Json.of("{'serial':'seen'}"));
		String device = "/devices/" + this.api.get("/devices/serial/seen").at("/id").asString();
		JsonNode seen = this.api.anonymous().get(device).json();
		assertThat(seen.get("name").asString()).isEqualTo("Kit");
		assertThat(seen.has("distribution")).isFalse();
		assertThat(seen.has("distribution_name")).isFalse();
	}

	@Test
	void manyDevicesOutliveTheirDistribution() {
		Api owner = this.api.as(server.server().createAccount("many"));
		String id = owner.createDistribution().get("id").asString();
		TestContext.jdbc(server.server())
			.sql("""
					INSERT INTO devices (account_id, distribution_id, public_id, name, visibility, status, active_at,
					created_at, updated_at)
					SELECT o.account_id, o.id, SUBSTR(CONCAT(:d, x), 1 + LENGTH(CAST(x AS VARCHAR))), 'Many', 'private',
					'enabled', 0, 0, 0 FROM distributions o CROSS JOIN %s WHERE o.public_id = :id"""
				.formatted(TestContext.numbers(1, 20_001)))
			.param("d", "d".repeat(32))
			.param("id", id)
			.update();
		assertThat(owner.get("/distributions/" + id).at("/devices/total").asInt()).isEqualTo(20_001);
		assertThat(owner.delete("/distributions/" + id).status()).isEqualTo(204);
		assertThat(owner.get("/distributions/" + id).status()).isEqualTo(404);
		assertThat(owner.get("/devices?name=many&limit=0").at("/total").asInt()).isEqualTo(20_001);
		assertThat(owner.get("/devices/" + "d".repeat(27) + "20001").json().has("distribution")).isFalse();
	}

}
