package io.m2x.server.keys;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Fixture;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class KeyListTests {

	private static final String UNKNOWN = "00000000000000000000000000000000";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final Fixture fixture = new Fixture(server.server());

	private Api.Reply create(String members) {
		return this.api.post("/keys", "{\"name\":\"N\",\"permissions\":[\"GET\"]" + members + "}");
	}

	private static String member(String name, String value) {
		return ",\"" + name + "\":\"" + value + "\"";
	}

	private static void assertErrors(Api.Reply reply, String errors) {
		assertThat(reply.toString())
			.isEqualTo("422 {\"message\":\"Validation Failed\",\"errors\":" + errors.replace('\'', '"') + "}");
	}

	@Test
	void listWithoutFilterHoldsMasterKeysOnlyAndTheDefaultOneFirst() {
		String device = this.api.createDevice().get("id").asString();
		String deviceKey = create(member("device", device)).at("/key").asString();
		String first = create("").at("/key").asString();
		String second = create("").at("/key").asString();
		Api.Reply reply = this.api.get("/keys");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json().propertyNames()).containsExactly("keys");
		assertThat(reply.headers().allValues("Link")).isEmpty();
		assertThat(reply.at("/keys/0").toString()).isEqualTo("{\"name\":\"Master Key\",\"key\":\"" + this.api.key()
				+ "\",\"master\":true,\"stream\":null,\"expires_at\":null,\"expired\":false,\"origin\":null,"
				+ "\"device_access\":\"private\",\"permissions\":[\"GET\",\"POST\",\"PUT\",\"DELETE\"]}");
		assertThat(reply.at("/keys").findValuesAsString("key")).containsSubsequence(this.api.key(), first, second)
			.doesNotContain(deviceKey);
		assertThat(reply.at("/keys")).allSatisfy((key) -> assertThat(key.get("master").asBoolean()).isTrue());
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
		assertThat(this.api.get("/keys", "{\"device\":\"" + id + "\"}").at("/keys").findValuesAsString("key"))
			.containsExactly(primary, whole, stream);
	}

	@Test
	void listsOfGroupsHoldTheirKeys() {
		String collection = this.fixture.collection(null);
		String child = this.fixture.collection(collection);
		String primary = this.fixture.primaryKey("collections", "collection_id", collection);
		String other = create(member("collection", collection)).at("/key").asString();
		create(member("collection", child));
		assertThat(this.api.get("/keys?collection=" + collection).at("/keys").findValuesAsString("key"))
			.containsExactly(primary, other);
		String distribution = this.fixture.distribution();
		assertThat(this.api.get("/keys?distribution=" + distribution).body()).isEqualTo("{\"keys\":[]}");
		String key = create(member("distribution", distribution)).at("/key").asString();
		assertThat(this.api.get("/keys?distribution=" + distribution).at("/keys").findValuesAsString("key"))
			.containsExactly(key);
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
		TestContext.bean(server.server(), JdbcTemplate.class)
			.batchUpdate(
					"INSERT INTO api_keys (api_key, account_id, name, is_primary, origin, created_at) "
							+ "SELECT ?, id, 'N', FALSE, ?, 0 FROM accounts WHERE name = 'collector'",
					IntStream.range(0, 2000)
						.mapToObj((number) -> new Object[] { "%032x".formatted(number + 1), "1".repeat(5000) })
						.toList());
		Api.Reply reply = owner.get("/keys");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.body().length()).isBetween(7_000_000, 8_500_000);
		assertThat(reply.at("/keys/0/key").asString()).isEqualTo(owner.key());
		assertThat(reply.at("/keys/1/key").asString()).isEqualTo("%032x".formatted(1));
	}

}
