package io.m2x.server.keys;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class KeyListTests {

	private static final String UNKNOWN = "00000000000000000000000000000000";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private Api.Response create(String members) {
		return this.api.post("/keys", "{\"name\":\"N\",\"permissions\":[\"GET\"]" + members + "}");
	}

	private static String member(String name, String value) {
		return ",\"" + name + "\":\"" + value + "\"";
	}

	private static void assertErrors(Api.Response response, String errors) {
		assertThat(response.toString())
			.isEqualTo("422 {\"message\":\"Validation Failed\",\"errors\":" + errors.replace('\'', '"') + "}");
	}

	@Test
	void listWithoutFilterHoldsMasterKeysOnlyAndTheDefaultOneFirst() {
		String device = this.api.createDevice().get("id").asString();
		String deviceKey = create(member("device", device)).at("/key").asString();
		String first = create("").at("/key").asString();
		String second = create("").at("/key").asString();
		Api.Response response = this.api.get("/keys");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.json().propertyNames()).containsExactly("keys");
		assertThat(response.headers().allValues("Link")).isEmpty();
		assertThat(response.at("/keys/0").toString())
			.isEqualTo(Json.of("{'name':'Master Key','key':'%s','master':true,'stream':null,'expires_at':null,"
					+ "'expired':false,'origin':null,'permissions':['GET','POST','PUT','DELETE'],"
					+ "'device_access':'private'}", this.api.key()));
		assertThat(response.at("/keys").findValuesAsString("key")).containsSubsequence(this.api.key(), first, second)
			.doesNotContain(deviceKey);
		assertThat(response.at("/keys")).allSatisfy((key) -> assertThat(key.get("master").asBoolean()).isTrue());
	}

	@Test
	void listOfADeviceBeginsWithItsPrimaryKeyAndHoldsItsStreamKeys() {
		String path = this.api.deviceWithStreams("t");
		String id = path.substring("/devices/".length());
		String primary = this.api.get(path).at("/key").asString();
		JsonNode only = this.api.get("/keys?device=" + id).at("/keys");
		assertThat(only).hasSize(1);
		assertThat(only.at("/0/name").asString()).isEqualTo("Primary Key");
		assertThat(only.at("/0/key").asString()).isEqualTo(primary);
		assertThat(only.at("/0/device").asString()).isEqualTo(this.api.url() + path);
		String whole = create(member("device", id)).at("/key").asString();
		String stream = create(member("device", id) + member("stream", "t")).at("/key").asString();
		assertThat(this.api.get("/keys", Json.of("{'device':'%s'}", id)).at("/keys").findValuesAsString("key"))
			.containsExactly(primary, whole, stream);
	}

	@Test
	void listsOfGroupsBeginWithTheirPrimaryKeys() {
		JsonNode collection = this.api.createCollection(null);
		String id = collection.get("id").asString();
		String child = this.api.createCollection(id).get("id").asString();
		String other = create(member("collection", id)).at("/key").asString();
		create(member("collection", child));
		assertThat(this.api.get("/keys?collection=" + id).at("/keys").findValuesAsString("key"))
			.containsExactly(collection.get("key").asString(), other);
		JsonNode distribution = this.api.createDistribution();
		id = distribution.get("id").asString();
		String key = create(member("distribution", id)).at("/key").asString();
		assertThat(this.api.get("/keys?distribution=" + id).at("/keys").findValuesAsString("key"))
			.containsExactly(distribution.get("key").asString(), key);
	}

	@Test
	void primaryKeysOfGroupsCanOnlyBeRegenerated() {
		for (String path : List.of("/collections/" + this.api.createCollection(null).get("id").asString(),
				"/distributions/" + this.api.createDistribution().get("id").asString())) {
			String old = this.api.get(path).at("/key").asString();
			assertThat(this.api.put("/keys/" + old, Json.of("{'name':'N','permissions':['GET']}")).status())
				.isEqualTo(403);
			assertThat(this.api.delete("/keys/" + old).status()).isEqualTo(403);
			Api.Response regenerated = this.api.post("/keys/" + old + "/regenerate", null);
			assertThat(regenerated.status()).isEqualTo(201);
			assertThat(this.api.get(path).at("/key").asString()).isEqualTo(regenerated.at("/key").asString())
				.isNotEqualTo(old);
			assertThat(this.api.as(old).get("/devices/x").status()).isEqualTo(401);
		}
	}

	@Test
	void listRefusesFiltersThatFindNothing() {
		assertErrors(this.api.get("/keys?device=" + UNKNOWN), "{'device':['not_found']}");
		assertErrors(this.api.get("/keys?collection="), "{'collection':['not_found']}");
		assertErrors(this.api.get("/keys?device=" + UNKNOWN + "&distribution=" + UNKNOWN),
				"{'device':['not_valid'],'distribution':['not_valid']}");
	}

	@Test
	void listEndsBeforeItBreaksTheMemory() {
		Api owner = this.api.as(server.server().createAccount("collector"));
		TestContext.batches(server.server())
			.batchUpdate(
					"INSERT INTO api_keys (api_key, account_id, name, is_primary, origin, created_at) "
							+ "SELECT ?, id, 'N', FALSE, ?, 0 FROM accounts WHERE name = 'collector'",
					IntStream.range(0, 2000)
						.mapToObj((number) -> new Object[] { "%032x".formatted(number + 1), "1".repeat(5000) })
						.toList());
		Api.Response response = owner.get("/keys");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body().length()).isBetween(7_000_000, 8_500_000);
		assertThat(response.at("/keys/0/key").asString()).isEqualTo(owner.key());
		assertThat(response.at("/keys/1/key").asString()).isEqualTo("%032x".formatted(1));
	}

}
