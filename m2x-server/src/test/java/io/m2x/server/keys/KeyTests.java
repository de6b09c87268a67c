package io.m2x.server.keys;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTests {

	private static final String UNKNOWN = "00000000000000000000000000000000";

	private static final String PLAIN = Json.of("{'name':'N','permissions':['GET']}");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private Api.Response create(String members) {
		return this.api.post("/keys", "{\"name\":\"N\",\"permissions\":[\"GET\"]" + members + "}");
	}

	private String createdPath(String members) {
		Api.Response response = create(members);
		assertThat(response.status()).isEqualTo(201);
		return "/keys/" + response.at("/key").asString();
	}

	private static String member(String name, String value) {
		return ",\"" + name + "\":\"" + value + "\"";
	}

	private static void assertErrors(Api.Response response, String errors) {
		ObjectNode body = (ObjectNode) response.json();
		// There for times only, which have tests of their own.
		body.remove("description");
		assertThat(response.status()).isEqualTo(422);
		assertThat(body.toString())
			.isEqualTo(Json.of("{'message':'Validation Failed','errors':%s}", errors.replace('\'', '"')));
	}

	@Test
	void createdMasterKeyIsAnsweredWhole() {
		Api.Response response = this.api.post("/keys", Json.of("{'name':'Dashboard','permissions':['PUT','GET']}"));
		assertThat(response.status()).isEqualTo(201);
		String key = response.at("/key").asString();
		assertThat(key).matches("[0-9a-f]{32}");
		assertThat(response.header("Location")).isEqualTo(this.api.url() + "/keys/" + key);
		assertThat(response.body())
			.isEqualTo(Json.of(
					"{'name':'Dashboard','key':'%s','master':true,'stream':null,'expires_at':null,"
							+ "'expired':false,'origin':null,'permissions':['PUT','GET'],'device_access':'public'}",
					key));
		assertThat(this.api.get("/keys/" + key).toString()).isEqualTo("200 " + response.body());
		assertThat(this.api.as(key).get("/devices").status()).isEqualTo(200);
	}

	@Test
	void createdKeyOfAStreamIsAnsweredWhole() {
		String path = this.api.deviceWithStreams("t");
		String id = path.substring("/devices/".length());
		Api.Response response = create(
				member("device", id) + member("stream", "t") + member("expires_at", "2100-01-01T02:00:00.1239+02:00")
						+ member("origin", "192.0.2.7 , 2001:db8::1") + member("device_access", "private"));
		assertThat(response.body()).isEqualTo(Json.of(
				"{'name':'N','key':'%s','master':false,'device':'%s%s','stream':'t',"
						+ "'expires_at':'2100-01-01T00:00:00.123Z','expired':false,'origin':'192.0.2.7,2001:db8::1',"
						+ "'permissions':['GET'],'device_access':'private'}",
				response.at("/key").asString(), this.api.url(), path));
	}

	@Test
	void keysOfGroupsNameTheirGroup() {
		String collection = this.api.createCollection(null).get("id").asString();
		String distribution = this.api.createDistribution().get("id").asString();
		JsonNode first = create(member("collection", collection)).json();
		assertThat(first.get("collection").asString()).isEqualTo(this.api.url() + "/collections/" + collection);
		JsonNode second = create(member("distribution", distribution)).json();
		assertThat(second.get("distribution").asString()).isEqualTo(this.api.url() + "/distributions/" + distribution);
		assertThat(List.of(first, second)).allSatisfy((key) -> {
			assertThat(key.get("master").asBoolean()).isFalse();
			assertThat(key.has("device")).isFalse();
		});
		assertThat(first.has("distribution")).isFalse();
		assertThat(second.has("collection")).isFalse();
	}

	@Test
	void permissionsMayAlsoComeAsText() {
		assertThat(this.api.post("/keys", Json.of("{'name':'N','permissions':'DELETE, GET'}"))
			.at("/permissions")
			.toString()).isEqualTo(Json.of("['DELETE','GET']"));
		assertThat(this.api
			.send("POST", "/keys", "name=N&permissions=GET%2CPOST", "Content-Type", "application/x-www-form-urlencoded")
			.at("/permissions")
			.toString()).isEqualTo(Json.of("['GET','POST']"));
	}

	@Test
	void requiredFieldsAreNamed() {
		String both = "{'name':['not_present'],'permissions':['not_present']}";
		assertErrors(this.api.post("/keys", null), both);
		assertErrors(this.api.post("/keys", Json.of("{'name':' ','permissions':[]}")), both);
		assertErrors(this.api.post("/keys", Json.of("{'name':null,'permissions':''}")), both);
		String path = createdPath("");
		assertErrors(this.api.put(path, null), both);
		assertErrors(this.api.put(path, Json.of("{'name':'N'}")), "{'permissions':['not_present']}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"permissions": ["GET", "PATCH"]             | permissions   | not_valid
			"permissions": ["get"]                      | permissions   | not_valid
			"permissions": [1]                          | permissions   | not_valid
			"permissions": {"GET": true}                | permissions   | not_valid
			"permissions": ","                          | permissions   | not_valid
			"name": 5                                   | name          | not_valid
			"name": "x\\u0000"                          | name          | not_valid
			"expires_at": "tomorrow"                    | expires_at    | not_valid
			"expires_at": 5                             | expires_at    | not_valid
			"expires_at": "2001-01-01T00:00:00Z"        | expires_at    | not_valid
			"origin": "example.org"                     | origin        | not_valid
			"origin": "192.0.2.256"                     | origin        | not_valid
			"origin": "192.0.2.1;192.0.2.2"             | origin        | not_valid
			"origin": "[::1]"                           | origin        | not_valid
			"origin": "fe80::1%eth0"                    | origin        | not_valid
			"origin": ","                               | origin        | not_valid
			"origin": 7                                 | origin        | not_valid
			"device_access": "all"                      | device_access | not_valid
			"device": "00000000000000000000000000000000" | device       | not_found
			"device": "x"                               | device        | not_found
			"device": 5                                 | device        | not_valid
			"collection": "00000000000000000000000000000000" | collection | not_found
			"distribution": "00000000000000000000000000000000" | distribution | not_found
			"stream": "t"                               | device        | not_present
			""")
	void createRefusesBadFields(String member, String field, String code) {
		assertErrors(this.api.post("/keys", "{\"name\":\"N\",\"permissions\":[\"GET\"]," + member + "}"),
				"{'" + field + "':['" + code + "']}");
	}

	@Test
	void textsHaveMaximumLengths() {
		String fits = Json.of("{'name':'%s','permissions':['GET']}", "n".repeat(250));
		assertThat(this.api.post("/keys", fits).status()).isEqualTo(201);
		StringBuilder origin = new StringBuilder("192.0.2.1");
		for (int i = 0; i < 500; i++) {
			origin.append(",10.0.").append(i / 250).append('.').append(i % 250);
		}
		assertErrors(
				this.api.post("/keys",
						"{\"name\":\"" + "n".repeat(251) + "\",\"permissions\":[\"GET\"]"
								+ member("origin", origin.toString()) + "}"),
				"{'name':['too_long'],'origin':['too_long']}");
	}

	@Test
	void keyIsForOneThing() {
		String device = this.api.createDevice().get("id").asString();
		assertErrors(
				create(member("device", device)
						+ member("collection", this.api.createCollection(null).get("id").asString())),
				"{'device':['not_valid'],'collection':['not_valid']}");
		assertErrors(create(member("device", device) + member("stream", "none")), "{'stream':['not_found']}");
		assertErrors(create(
				member("collection", this.api.createCollection(null).get("id").asString()) + member("stream", "t")),
				"{'device':['not_present']}");
	}

	@Test
	void updateChangesWhatIsSentAndKeepsTheRest() {
		String path = this.api.deviceWithStreams("t", "u");
		String key = createdPath(member("device", path.substring("/devices/".length())) + member("stream", "t")
				+ member("expires_at", "2100-01-01T00:00:00Z") + member("origin", "192.0.2.7")
				+ member("device_access", "private"));
		JsonNode before = this.api.get(key).json();
		assertThat(this.api.put(key, Json.of("{'name':'New','permissions':['POST','PUT']}")).toString())
			.isEqualTo("204 ");
		JsonNode after = this.api.get(key).json();
		assertThat(after.get("name").asString()).isEqualTo("New");
		assertThat(after.get("permissions").toString()).isEqualTo(Json.of("['POST','PUT']"));
		for (String field : new String[] { "key", "device", "stream", "expires_at", "origin", "device_access" }) {
			assertThat(after.get(field)).as(field).isEqualTo(before.get(field));
		}
		this.api.put(key, Json.of("{'name':'N','permissions':['GET'],'stream':'u','expires_at':'2001-01-01T00:00:00Z',"
				+ "'origin':'','device_access':'public'}"));
		JsonNode changed = this.api.get(key).json();
		assertThat(changed.get("stream").asString()).isEqualTo("u");
		assertThat(changed.get("expired").asBoolean()).isTrue();
		assertThat(changed.get("origin").isNull()).isTrue();
		assertThat(changed.get("device_access").asString()).isEqualTo("public");
		this.api.put(key, Json.of("{'name':'N','permissions':['GET'],'stream':null,'expires_at':null,'origin':null,"
				+ "'device_access':null}"));
		assertThat(this.api.get(key).body()).contains("\"stream\":null,\"expires_at\":null,\"expired\":false,"
				+ "\"origin\":null,\"permissions\":[\"GET\"],\"device_access\":\"public\"}");
	}

	@Test
	void updateDoesNotMoveAKey() {
		String path = this.api.deviceWithStreams("t");
		String id = path.substring("/devices/".length());
		String other = this.api.createDevice().get("id").asString();
		String key = createdPath(member("device", id));
		String body = "{\"name\":\"N\",\"permissions\":[\"GET\"]";
		for (String same : List.of(id, this.api.url() + path)) {
			assertThat(this.api.put(key, body + member("device", same) + "}").status()).isEqualTo(204);
		}
		String refusal = "{'device':['not_valid']}";
		assertErrors(this.api.put(key, body + member("device", other) + "}"), refusal);
		assertErrors(this.api.put(key, body + ",\"device\":null}"), refusal);
		assertErrors(this.api.put(key, body + ",\"device\":5}"), refusal);
		assertErrors(this.api.put(key, body + member("stream", "none") + "}"), "{'stream':['not_found']}");
		String master = createdPath("");
		assertErrors(this.api.put(master, body + member("device", id) + "}"), refusal);
		assertErrors(this.api.put(master, body + member("stream", "t") + "}"), "{'stream':['not_valid']}");
		assertThat(this.api.put(master, body + ",\"device\":null,\"stream\":null}").status()).isEqualTo(204);
	}

	@Test
	void deletedKeyIsGone() {
		String path = createdPath("");
		Api holder = this.api.as(path.substring("/keys/".length()));
		assertThat(holder.get("/devices").status()).isEqualTo(200);
		assertThat(this.api.delete(path).toString()).isEqualTo("204 ");
		assertThat(holder.get("/devices").status()).isEqualTo(401);
		assertMissing(path);
	}

	private void assertMissing(String path) {
		for (Api.Response response : List.of(this.api.get(path), this.api.put(path, PLAIN), this.api.delete(path),
				this.api.post(path + "/regenerate", null))) {
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Key Not Found");
			assertThat(response.body()).doesNotContain(path.substring("/keys/".length()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { UNKNOWN, "x", "%20", "'%20OR%201=1--" })
	void unknownKeysAreMissing(String key) {
		for (Api.Response response : List.of(this.api.get("/keys/" + key), this.api.put("/keys/" + key, PLAIN),
				this.api.delete("/keys/" + key), this.api.post("/keys/" + key + "/regenerate", null))) {
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Key Not Found");
		}
	}

	@Test
	void unstorableKeyIsMissing() {
		assertThat(this.api.get("/keys/%00").status()).isEqualTo(404);
		assertThat(this.api.delete("/keys/%00").status()).isEqualTo(404);
	}

	@Test
	void keysOfAnotherAccountAreMissing() {
		String path = createdPath("");
		String device = this.api.createDevice().get("id").asString();
		Api stranger = this.api.as(server.server().createAccount("stranger of keys"));
		for (Api.Response response : List.of(stranger.get(path), stranger.put(path, PLAIN), stranger.delete(path),
				stranger.post(path + "/regenerate", null))) {
			assertThat(response.status()).isEqualTo(404);
		}
		assertErrors(stranger.get("/keys?device=" + device), "{'device':['not_found']}");
		assertErrors(stranger.post("/keys", PLAIN.replace("}", member("device", device) + "}")),
				"{'device':['not_found']}");
		assertThat(stranger.get("/keys").at("/keys").findValuesAsString("key")).containsExactly(stranger.key());
		assertThat(this.api.get(path).status()).isEqualTo(200);
	}

	@Test
	void regeneratedKeyIsTheSameButForItsToken() {
		String path = createdPath(member("origin", "127.0.0.1") + member("expires_at", "2100-01-01T00:00:00Z"));
		String old = path.substring("/keys/".length());
		String before = this.api.get(path).body();
		Api.Response response = this.api.post(path + "/regenerate", null);
		assertThat(response.status()).isEqualTo(201);
		String key = response.at("/key").asString();
		assertThat(key).matches("[0-9a-f]{32}").isNotEqualTo(old);
		assertThat(response.header("Location")).isEqualTo(this.api.url() + "/keys/" + key);
		assertThat(response.body()).isEqualTo(before.replace(old, key));
		assertThat(this.api.as(old).get("/devices").status()).isEqualTo(401);
		assertThat(this.api.as(key).get("/devices").status()).isEqualTo(200);
		assertMissing(path);
		assertThat(this.api
			.send("POST", "/keys/" + key + "/regenerate", "", "Content-Type", "application/x-www-form-urlencoded")
			.status()).isEqualTo(201);
	}

	@Test
	void primaryKeyCanOnlyBeRegenerated() {
		JsonNode device = this.api.createDevice();
		String path = "/keys/" + device.get("key").asString();
		for (Api.Response response : List.of(this.api.put(path, PLAIN), this.api.put(path, null),
				this.api.delete(path))) {
			assertThat(response.status()).isEqualTo(403);
			assertThat(response.at("/message").asString()).isEqualTo("Forbidden");
			assertThat(response.at("/description").asString()).contains("only regenerated");
		}
		Api.Response response = this.api.post(path + "/regenerate", null);
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.at("/name").asString()).isEqualTo("Primary Key");
		String devicePath = "/devices/" + device.get("id").asString();
		assertThat(this.api.get(devicePath).at("/key").asString()).isEqualTo(response.at("/key").asString());
		assertThat(this.api.as(device.get("key").asString()).get(devicePath).status()).isEqualTo(401);
		assertThat(this.api.as(response.at("/key").asString()).get(devicePath).status()).isEqualTo(200);
	}

	@Test
	void masterKeyThatCameWithTheAccountCanOnlyBeRegenerated() {
		Api owner = this.api.as(server.server().createAccount("owner"));
		String path = "/keys/" + owner.key();
		assertThat(owner.put(path, PLAIN).status()).isEqualTo(403);
		assertThat(owner.delete(path).status()).isEqualTo(403);
		String key = owner.post(path + "/regenerate", null).at("/key").asString();
		assertThat(owner.get("/keys").status()).isEqualTo(401);
		assertThat(owner.as(key).get("/keys").at("/keys/0/key").asString()).isEqualTo(key);
		assertThat(server.server().masterKey("owner")).isEqualTo(key);
	}

	@Test
	void onlyMasterKeysSeeKeys() {
		String path = this.api.deviceWithStreams("t");
		String device = path.substring("/devices/".length());
		String target = createdPath("");
		String all = ",\"permissions\":[\"GET\",\"POST\",\"PUT\",\"DELETE\"]";
		List<String> others = List.of(this.api.get(path).at("/key").asString(),
				create(all + member("device", device)).at("/key").asString(),
				create(all + member("device", device) + member("stream", "t")).at("/key").asString(),
				create(all + member("collection", this.api.createCollection(null).get("id").asString())).at("/key")
					.asString(),
				create(all + member("distribution", this.api.createDistribution().get("id").asString())).at("/key")
					.asString());
		for (String other : others) {
			Api caller = this.api.as(other);
			for (Api.Response response : List.of(caller.get("/keys"), caller.get("/keys?device=" + device),
					caller.post("/keys", PLAIN), caller.get("/keys/" + other), caller.get(target),
					caller.put(target, PLAIN), caller.delete(target), caller.post(target + "/regenerate", null))) {
				assertThat(response.status()).isEqualTo(403);
				assertThat(response.at("/message").asString()).isEqualTo("Forbidden");
			}
		}
		assertThat(this.api.anonymous().get("/keys").status()).isEqualTo(401);
		assertThat(this.api.anonymous().post(target + "/regenerate", null).status()).isEqualTo(401);
	}

	@Test
	void keysGoWithWhatTheyAreFor() {
		String path = this.api.deviceWithStreams("t");
		String device = path.substring("/devices/".length());
		String stream = createdPath(member("device", device) + member("stream", "t"));
		String whole = createdPath(member("device", device));
		assertThat(this.api.delete(path + "/streams/t").status()).isEqualTo(204);
		assertThat(this.api.get(stream).status()).isEqualTo(404);
		assertThat(this.api.get(whole).status()).isEqualTo(200);
		assertThat(this.api.delete(path).status()).isEqualTo(204);
		assertThat(this.api.get(whole).status()).isEqualTo(404);
		assertErrors(this.api.get("/keys?device=" + device), "{'device':['not_found']}");
	}

}
