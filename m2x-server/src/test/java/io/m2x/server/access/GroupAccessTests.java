package io.m2x.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.store.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

class GroupAccessTests {

	private static final String NAMED = Json.of("{'name':'N','visibility':'private','serial':'s'}");

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private JsonNode device;

	private JsonNode collection;

	private JsonNode distribution;

	@BeforeEach
	void createGroups() {
		this.collection = this.api.post("/collections", NAMED).json();
		this.distribution = this.api.post("/distributions", NAMED).json();
		this.api.put(path("distributions", this.distribution) + "/streams/t", null);
		this.device = this.api
			.post("/devices",
					Json.of("{'name':'D','visibility':'public','collection':'%s'}",
							this.collection.get("id").asString()))
			.json();
	}

	@Test
	void nobodyButTheAccountReachesGroups() {
		List<Api> refused = new ArrayList<>();
		for (JsonNode owner : List.of(this.device, this.collection, this.distribution)) {
			refused.add(this.api.as(owner.get("key").asString()));
		}
		for (Function<Api, Api.Response> call : calls()) {
			assertThat(call.apply(this.api.anonymous()).status()).isEqualTo(401);
			assertThat(call.apply(this.api.as("0".repeat(32))).status()).isEqualTo(401);
			refused.forEach((caller) -> {
				Api.Response response = call.apply(caller);
				assertThat(response.status()).isEqualTo(403);
				assertThat(response.at("/message").asString()).isEqualTo("Forbidden");
			});
		}
		assertThat(this.api.get(path("collections", this.collection)).at("/devices").asInt()).isEqualTo(1);
		assertThat(this.api.get(path("distributions", this.distribution)).status()).isEqualTo(200);
	}

	@Test
	void anotherAccountsGroupsAreNotThere() {
		Api stranger = otherAccount();
		for (Function<Api, Api.Response> call : calls()) {
			assertThat(call.apply(stranger).status()).isIn(200, 201, 404);
		}
		for (String path : List.of(path("collections", this.collection), path("distributions", this.distribution))) {
			assertThat(this.api.get(path).at("/name").asString()).isEqualTo("N");
			for (Api.Response response : List.of(stranger.get(path), stranger.put(path, NAMED), stranger.delete(path),
					stranger.get(path + "/metadata"), stranger.put(path + "/metadata", "{}"),
					stranger.get(path + "/devices"))) {
				assertThat(response.status()).isEqualTo(404);
				assertThat(response.at("/message").asString()).matches("(Collection|Distribution) Not Found");
			}
		}
	}

	@Test
	void nothingOfAnotherAccountIsTakenIntoGroups() {
		Api stranger = otherAccount();
		String collectionId = this.collection.get("id").asString();
		String deviceId = this.device.get("id").asString();
		String own = "/collections/" + stranger.post("/collections", NAMED).at("/id").asString();
		assertThat(stranger.put(own + "/devices/" + deviceId, null).at("/message").asString())
			.isEqualTo("Device Not Found");
		assertThat(stranger.delete(own + "/devices/" + deviceId).at("/message").asString())
			.isEqualTo("Device Not Found");
		assertThat(stranger.put(own, Json.of("{'name':'N','parent':'%s'}", collectionId)).at("/errors").toString())
			.isEqualTo(Json.of("{'parent':['not_found']}"));
		assertThat(stranger.get("/collections?parent=" + collectionId).status()).isEqualTo(422);
		assertThat(stranger
			.post("/devices", Json.of("{'name':'N','visibility':'private','collection':'%s'}", collectionId))
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'collection':['not_found']}"));
		assertThat(stranger
			.post("/distributions", Json.of("{'name':'N','visibility':'private','base_device':'%s'}", deviceId))
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'base_device':['not_found']}"));
		assertThat(stranger.get("/collections").at("/collections").size()).isEqualTo(1);
		assertThat(stranger.get("/distributions").at("/total").asInt()).isZero();
	}

	@Test
	void whatIsNoIdOfAnythingIsNotFound() {
		for (String wrong : List.of("x", "0".repeat(32), "0".repeat(33), "0".repeat(6000))) {
			String device = "{\"name\":\"N\",\"visibility\":\"private\",\"%s\":\"" + wrong + "\"}";
			String key = "{\"name\":\"N\",\"permissions\":\"GET\",\"%s\":\"" + wrong + "\"}";
			assertNotFound(this.api.post("/devices", device.formatted("base_device")), "base_device");
			assertNotFound(this.api.post("/devices", device.formatted("collection")), "collection");
			assertNotFound(this.api.post("/distributions", device.formatted("base_device")), "base_device");
			assertNotFound(this.api.post("/collections", device.formatted("parent")), "parent");
			assertNotFound(this.api.get("/collections?parent=" + wrong), "parent");
			for (String member : List.of("collection", "distribution")) {
				assertNotFound(this.api.get("/devices/search?" + member + "=" + wrong), member);
			}
			for (String owner : List.of("device", "collection", "distribution")) {
				assertNotFound(this.api.get("/keys?" + owner + "=" + wrong), owner);
				assertNotFound(this.api.post("/keys", key.formatted(owner)), owner);
			}
		}
	}

	private static void assertNotFound(Api.Response response, String field) {
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'%s':['not_found']}", field));
	}

	private List<Function<Api, Api.Response>> calls() {
		String inCollection = path("collections", this.collection);
		String inDistribution = path("distributions", this.distribution);
		String deviceId = this.device.get("id").asString();
		return List.of((caller) -> caller.get("/collections"), (caller) -> caller.post("/collections", NAMED),
				(caller) -> caller.get(inCollection), (caller) -> caller.put(inCollection, NAMED),
				(caller) -> caller.delete(inCollection), (caller) -> caller.get(inCollection + "/devices"),
				(caller) -> caller.put(inCollection + "/devices/" + deviceId, null),
				(caller) -> caller.delete(inCollection + "/devices/" + deviceId),
				(caller) -> caller.get(inCollection + "/metadata"),
				(caller) -> caller.put(inCollection + "/metadata", "{}"),
				(caller) -> caller.get(inCollection + "/metadata/a"),
				(caller) -> caller.put(inCollection + "/metadata/a", Json.of("{'value':'1'}")),
				(caller) -> caller.get("/distributions"), (caller) -> caller.post("/distributions", NAMED),
				(caller) -> caller.get(inDistribution), (caller) -> caller.put(inDistribution, NAMED),
				(caller) -> caller.delete(inDistribution), (caller) -> caller.get(inDistribution + "/devices"),
				(caller) -> caller.post(inDistribution + "/devices", NAMED),
				(caller) -> caller.get(inDistribution + "/metadata"),
				(caller) -> caller.put(inDistribution + "/metadata", "{}"),
				(caller) -> caller.get(inDistribution + "/metadata/a"),
				(caller) -> caller.put(inDistribution + "/metadata/a", Json.of("{'value':'1'}")),
				(caller) -> caller.get(inDistribution + "/streams"),
				(caller) -> caller.get(inDistribution + "/streams/t"),
				(caller) -> caller.put(inDistribution + "/streams/t", "{}"),
				(caller) -> caller.delete(inDistribution + "/streams/t"));
	}

	private static String path(String resource, JsonNode group) {
		return "/" + resource + "/" + group.get("id").asString();
	}

	private static Api otherAccount() {
		return server.api().as(server.server().createAccount(Tokens.next()));
	}

}
