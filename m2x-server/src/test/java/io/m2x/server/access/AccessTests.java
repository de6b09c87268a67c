package io.m2x.server.access;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.store.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTests {

	private static final List<String> READS = List.of("", "/metadata", "/metadata/a", "/location",
			"/location/waypoints", "/streams", "/streams/t", "/streams/t/values", "/streams/t/stats",
			"/streams/t/sampling?interval=5", "/values");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	private Api deviceKey;

	@BeforeEach
	void createDevice() {
		JsonNode created = this.api.createDevice();
		this.device = "/devices/" + created.get("id").asString();
		this.deviceKey = this.api.as(created.get("key").asString());
		fill(this.device);
	}

	private void fill(String path) {
		this.api.put(path + "/streams/t", null);
		this.api.put(path + "/streams/t/value", Json.of("{'value':1}"));
		this.api.put(path + "/location", Json.of("{'latitude':1,'longitude':2}"));
		this.api.put(path + "/metadata", Json.of("{'a':'1'}"));
	}

	private void publish() {
		assertThat(this.api.put(this.device, Json.of("{'name':'P','visibility':'public'}")).status()).isEqualTo(204);
	}

	private List<Api.Response> writes(Api caller) {
		String data = Json.of("{'value':1,'values':{'t':1},'latitude':1,'longitude':1,'a':'1',"
				+ "'from':'2000-01-01T00:00:00Z','end':'2000-01-01T00:00:00Z'}");
		return List.of(caller.put(this.device + "/streams/t/value", data),
				caller.post(this.device + "/streams/t/values", Json.of("{'values':[{'value':1}]}")),
				caller.delete(this.device + "/streams/t/values", data), caller.put(this.device + "/streams/new", "{}"),
				caller.put(this.device + "/streams", Json.of("{'streams':[{'name':'x'}]}")),
				caller.delete(this.device + "/streams/new"), caller.post(this.device + "/update", data),
				caller.post(this.device + "/updates", Json.of("{'values':{'t':[{'value':1}]}}")),
				caller.put(this.device + "/location", data), caller.delete(this.device + "/location/waypoints", data),
				caller.put(this.device + "/metadata", Json.of("{'a':'1'}")),
				caller.put(this.device + "/metadata/a", Json.of("{'value':'1'}")));
	}

	private List<Api.Response> managing(Api caller) {
		return List.of(caller.get("/devices"), caller.get("/devices/tags"),
				caller.post("/devices", Json.of("{'name':'N','visibility':'private'}")),
				caller.put(this.device, Json.of("{'name':'N','visibility':'private'}")), caller.delete(this.device));
	}

	private static void assertAll(List<Api.Response> responses, int status, String message) {
		assertThat(responses).allSatisfy((response) -> {
			assertThat(response.status()).isEqualTo(status);
			assertThat(response.at("/message").asString()).isEqualTo(message);
			assertThat(response.json().propertyNames()).containsExactly("message", "description");
		});
	}

	private List<Api.Response> reads(Api caller) {
		return READS.stream().map((path) -> caller.get(this.device + path)).toList();
	}

	@Test
	void deviceKeyDoesEverythingWithItsDeviceButManageIt() {
		assertThat(reads(this.deviceKey)).allSatisfy((response) -> assertThat(response.status()).isEqualTo(200));
		assertThat(writes(this.deviceKey)).extracting(Api.Response::status)
			.containsExactly(202, 202, 204, 201, 200, 204, 202, 202, 202, 204, 204, 204);
		assertAll(managing(this.deviceKey), 403, "Forbidden");
		assertThat(this.deviceKey.get(this.device).json().has("key")).isTrue();
	}

	@Test
	void keyOfAnotherDeviceIsForbidden() {
		Api other = this.api.as(this.api.createDevice().get("key").asString());
		assertAll(reads(other), 403, "Forbidden");
		assertAll(writes(other), 403, "Forbidden");
		assertAll(managing(other), 403, "Forbidden");
		assertThat(other.get("/devices/00000000000000000000000000000000").status()).isEqualTo(403);
	}

	@Test
	void privateDeviceNeedsAKey() {
		Api anonymous = this.api.anonymous();
		assertAll(reads(anonymous), 401, "Unauthorized");
		assertAll(writes(anonymous), 401, "Unauthorized");
		assertAll(managing(anonymous), 401, "Unauthorized");
		assertThat(anonymous.get("/devices/serial/x").status()).isEqualTo(401);
		assertThat(anonymous.get("/devices/00000000000000000000000000000000").status()).isEqualTo(401);
	}

	@Test
	void unknownKeyIsUnauthorizedEvenForPublicDevices() {
		publish();
		for (String key : new String[] { "ffffffffffffffffffffffffffffffff", "x", "'; DROP TABLE devices; --",
				"F".repeat(32), "0".repeat(5000) }) {
			Api unknown = this.api.as(key);
			assertAll(reads(unknown), 401, "Unauthorized");
			assertAll(writes(unknown), 401, "Unauthorized");
			assertAll(managing(unknown), 401, "Unauthorized");
		}
	}

	@Test
	void publicDeviceIsReadByAnyone() {
		publish();
		Api other = this.api.as(this.api.createDevice().get("key").asString());
		for (Api caller : List.of(this.api.anonymous(), other, otherAccount())) {
			assertThat(reads(caller)).allSatisfy((response) -> assertThat(response.status()).isEqualTo(200));
			JsonNode view = caller.get(this.device).json();
			assertThat(view.has("key")).isFalse();
			assertThat(view.has("triggers")).isFalse();
			assertThat(view.get("metadata").toString()).isEqualTo(Json.of("{'a':'1'}"));
		}
		assertAll(writes(this.api.anonymous()), 401, "Unauthorized");
		assertAll(writes(other), 403, "Forbidden");
	}

	@Test
	void otherAccountsDevicesDoNotExist() {
		Api stranger = otherAccount();
		assertAll(reads(stranger), 404, "Device Not Found");
		assertAll(writes(stranger), 404, "Device Not Found");
		publish();
		assertAll(writes(stranger), 404, "Device Not Found");
		assertAll(
				List.of(stranger.delete(this.device),
						stranger.put(this.device, Json.of("{'name':'N','visibility':'private'}"))),
				404, "Device Not Found");
		assertThat(stranger.get("/devices").at("/total").asInt()).isZero();
		assertThat(stranger.get("/devices/tags").body()).isEqualTo(Json.of("{'tags':{}}"));
		assertThat(
				stranger.post("/devices", Json.of("{'base_device':'%s'}", this.device.substring("/devices/".length())))
					.at("/errors/base_device/0")
					.asString())
			.isEqualTo("not_found");
		this.api.put(this.device, Json.of("{'name':'N','visibility':'private','serial':'shared'}"));
		assertThat(stranger.get("/devices/serial/shared").status()).isEqualTo(404);
		assertThat(stranger.post("/devices", Json.of("{'name':'N','visibility':'private','serial':'shared'}")).status())
			.isEqualTo(201);
	}

	@Test
	void streamKeyReachesItsStreamOnly() {
		Api streamKey = streamKey();
		this.api.put(this.device + "/streams/other", null);
		assertThat(streamKey.put(this.device + "/streams/t/value", Json.of("{'value':1}")).status()).isEqualTo(202);
		assertThat(streamKey.get(this.device + "/streams/t/values").status()).isEqualTo(200);
		assertThat(streamKey.get(this.device + "/streams/t/stats").status()).isEqualTo(200);
		assertThat(streamKey.put(this.device + "/streams/t", Json.of("{'display_name':'T'}")).status()).isEqualTo(204);
		assertAll(List.of(streamKey.get(this.device), streamKey.get(this.device + "/streams"),
				streamKey.get(this.device + "/streams/other"), streamKey.get(this.device + "/streams/none"),
				streamKey.put(this.device + "/streams/other/value", Json.of("{'value':1}")),
				streamKey.put(this.device + "/streams/new", null), streamKey.get(this.device + "/values"),
				streamKey.post(this.device + "/update", Json.of("{'values':{'t':1}}")),
				streamKey.put(this.device + "/location", Json.of("{'latitude':1,'longitude':1}")),
				streamKey.get(this.device + "/metadata"), streamKey.delete(this.device)), 403, "Forbidden");
		publish();
		JsonNode view = streamKey.get(this.device).json();
		assertThat(view.get("id").asString()).isEqualTo(this.device.substring("/devices/".length()));
		assertThat(view.has("key")).isFalse();
		assertThat(this.api.delete(this.device + "/streams/t").status()).isEqualTo(204);
		assertThat(streamKey.get("/devices").status()).isEqualTo(401);
	}

	@Test
	void streamKeyReadsOfAPublicDeviceWhatEverybodyMayRead() {
		Api streamKey = streamKey();
		this.api.put(this.device + "/streams/other", null);
		List<String> others = List.of("/streams/other", "/streams/other/values", "/streams/other/stats",
				"/streams/other/sampling?interval=5");
		for (String path : others) {
			assertThat(streamKey.get(this.device + path).status()).as(path).isEqualTo(403);
		}
		publish();
		for (String path : others) {
			assertThat(streamKey.get(this.device + path).status()).as(path).isEqualTo(200);
		}
		assertThat(reads(streamKey)).allSatisfy((response) -> assertThat(response.status()).isEqualTo(200));
		assertThat(streamKey.get(this.device + "/streams/none").status()).isEqualTo(404);
		assertAll(List.of(streamKey.put(this.device + "/streams/other/value", Json.of("{'value':1}")),
				streamKey.delete(this.device + "/streams/other"), streamKey.put(this.device + "/streams/new", null)),
				403, "Forbidden");
		assertThat(streamKey.put(this.device + "/streams/t/value", Json.of("{'value':1}")).status()).isEqualTo(202);
	}

	@Test
	void collectionKeyReachesTheDevicesOfTheCollectionAndOfThoseBelow() {
		JsonNode top = this.api.createCollection(null);
		JsonNode middle = this.api.createCollection(top.get("id").asString());
		JsonNode bottom = this.api.createCollection(middle.get("id").asString());
		JsonNode aside = this.api.createCollection(top.get("id").asString());
		String member = "/collections/" + bottom.get("id").asString() + this.device;
		assertThat(this.api.put(member, null).status()).isEqualTo(204);
		for (JsonNode collection : List.of(top, middle, bottom)) {
			assertReachesDevice(this.api.as(collection.get("key").asString()));
		}
		assertReachesDevice(this.api.as(key("\"collection\":\"" + middle.get("id").asString() + "\"")));
		Api beside = this.api.as(aside.get("key").asString());
		assertAll(reads(beside), 403, "Forbidden");
		assertAll(writes(beside), 403, "Forbidden");
		assertThat(beside.get("/devices/serial/none").status()).isEqualTo(403);
		publish();
		assertThat(reads(beside)).allSatisfy((response) -> assertThat(response.status()).isEqualTo(200));
		assertThat(beside.get(this.device).json().has("triggers")).isFalse();
		assertAll(writes(beside), 403, "Forbidden");
		assertThat(this.api.delete(member).status()).isEqualTo(204);
		assertAll(writes(this.api.as(top.get("key").asString())), 403, "Forbidden");
	}

	@Test
	void distributionKeyReachesTheDevicesOfTheDistribution() {
		JsonNode distribution = this.api.createDistribution();
		String id = distribution.get("id").asString();
		this.device = "/devices/"
				+ this.api.post("/distributions/" + id + "/devices", Json.of("{'serial':'%s'}", Tokens.next()))
					.at("/id")
					.asString();
		fill(this.device);
		assertReachesDevice(this.api.as(distribution.get("key").asString()));
		this.api.delete(this.device + "/streams/new");
		assertReachesDevice(this.api.as(key("\"distribution\":\"" + id + "\"")));
		Api other = this.api.as(this.api.createDistribution().get("key").asString());
		assertAll(reads(other), 403, "Forbidden");
		assertAll(writes(other), 403, "Forbidden");
	}

	private void assertReachesDevice(Api caller) {
		assertThat(reads(caller)).allSatisfy((response) -> assertThat(response.status()).isEqualTo(200));
		assertThat(writes(caller)).extracting(Api.Response::status)
			.containsExactly(202, 202, 204, 201, 200, 204, 202, 202, 202, 204, 204, 204);
		assertAll(managing(caller), 403, "Forbidden");
		// The primary key can do more than this one.
		assertThat(caller.get(this.device).json().has("key")).isFalse();
		assertThat(caller.get(this.device).json().has("triggers")).isTrue();
	}

	@Test
	void additionalKeyReachesItsDeviceButIsNotToldThePrimaryKey() {
		assertReachesDevice(this.api.as(key("\"device\":\"" + this.device.substring("/devices/".length()) + "\"")));
	}

	private String key(String owner) {
		Api.Response response = this.api.post("/keys",
				"{\"name\":\"N\",\"permissions\":\"GET,POST,PUT,DELETE\"," + owner + "}");
		assertThat(response.status()).isEqualTo(201);
		return response.at("/key").asString();
	}

	private static Api otherAccount() {
		return server.api().as(server.server().createAccount(Tokens.next()));
	}

	private Api streamKey() {
		return this.api.as(key("\"device\":\"" + this.device.substring("/devices/".length()) + "\",\"stream\":\"t\""));
	}

}
