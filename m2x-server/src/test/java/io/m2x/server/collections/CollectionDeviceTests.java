package io.m2x.server.collections;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionDeviceTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final String outer = create("Outer", "");

	private final String inner = create("Inner", this.outer);

	@Test
	void deviceIsAddedOnceHoweverOften() {
		JsonNode device = this.api.createDevice();
		String member = "/collections/" + this.outer + "/devices/" + device.get("id").asString();
		assertThat(this.api.put(member, null).toString()).isEqualTo("204 ");
		assertThat(this.api.put(member, "{}").toString()).isEqualTo("204 ");
		assertThat(this.api.get("/collections/" + this.outer).at("/devices").asInt()).isEqualTo(1);
		assertThat(this.api.get("/collections/" + this.outer + "/devices").at("/total").asInt()).isEqualTo(1);
	}

	@Test
	void removedDeviceRemainsItself() {
		String id = this.api.createDevice().get("id").asString();
		String member = "/collections/" + this.outer + "/devices/" + id;
		this.api.put(member, null);
		assertThat(this.api.delete(member).toString()).isEqualTo("204 ");
		assertThat(this.api.get("/collections/" + this.outer).at("/devices").asInt()).isZero();
		assertThat(this.api.get("/devices/" + id).at("/collections").toString()).isEqualTo("[]");
		Api.Response again = this.api.delete(member);
		assertThat(again.status()).isEqualTo(404);
		assertThat(again.at("/message").asString()).isEqualTo("Device Not Found");
	}

	@Test
	void unknownDeviceIsNotFound() {
		String member = "/collections/" + this.outer + "/devices/" + "0".repeat(32);
		for (Api.Response response : List.of(this.api.put(member, null), this.api.delete(member))) {
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Device Not Found");
		}
	}

	@Test
	void deviceTellsItsCollectionsInEveryView() {
		JsonNode device = this.api
			.post("/devices",
					"""
							{"name": "D", "visibility": "public", "serial": "in-two", "collection": "%s"}"""
						.formatted(this.inner))
			.json();
		assertThat(device.get("collections").toString()).isEqualTo(Json.of("['%s']", this.inner));
		this.api.put("/collections/" + this.outer + "/devices/" + device.get("id").asString(), null);
		String both = Json.of("['%s','%s']", this.outer, this.inner);
		assertThat(this.api.get("/devices/" + device.get("id").asString()).at("/collections").toString())
			.isEqualTo(both);
		assertThat(this.api.get("/devices?serial=in-two").at("/devices/0/collections").toString()).isEqualTo(both);
		assertThat(this.api.get("/collections/" + this.inner + "/devices").at("/devices/0/collections").toString())
			.isEqualTo(both);
	}

	@Test
	void deviceCanNotBeCreatedInCollectionThatIsNotThere() {
		Api.Response response = this.api.post("/devices",
				Json.of("{'name':'D','visibility':'private','collection':'%s'}", "0".repeat(32)));
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'collection':['not_found']}"));
	}

	@Test
	void listShowsDirectMembersAndOnDemandThoseBelow() {
		JsonNode above = member("Above", this.outer);
		JsonNode below = member("Below", this.inner);
		this.api.put("/collections/" + this.outer + "/devices/" + below.get("id").asString(), null);
		JsonNode deep = member("Deep", create("Innermost", this.inner));
		String devices = "/collections/" + this.outer + "/devices";
		assertThat(this.api.get(devices + "?sort=name").at("/devices").findValuesAsString("name"))
			.containsExactly("Above", "Below");
		assertThat(this.api.get(devices + "?sort=name&include_children=false").at("/total").asInt()).isEqualTo(2);
		Api.Response all = this.api.get(devices + "?sort=name&dir=desc&include_children=true&limit=2");
		assertThat(all.at("/devices").findValuesAsString("name")).containsExactly("Deep", "Below");
		assertThat(all.at("/total").asInt()).isEqualTo(3);
		assertThat(all.at("/pages").asInt()).isEqualTo(2);
		assertThat(all.headers().allValues("Link")).anyMatch((link) -> link.contains("rel=\"next\"")
				&& link.contains(devices + "?") && link.contains("include_children=true") && link.contains("page=2"));
		assertThat(this.api.get(devices, Json.of("{'include_children':true}")).at("/total").asInt()).isEqualTo(3);
		assertThat(this.api.get(devices + "?include_children=maybe").at("/errors").toString())
			.isEqualTo(Json.of("{'include_children':['not_valid']}"));
		assertThat(List.of(above, below, deep))
			.allSatisfy((device) -> assertThat(this.api.delete("/devices/" + device.get("id").asString()).status())
				.isEqualTo(204));
		assertThat(this.api.get(devices + "?include_children=true").at("/total").asInt()).isZero();
	}

	@Test
	void listShowsStreamValuesOnDemand() {
		JsonNode device = member("D", this.outer);
		String stream = "/devices/" + device.get("id").asString() + "/streams/t";
		this.api.put(stream, null);
		this.api.put(stream + "/value", Json.of("{'value':5}"));
		assertThat(this.api.get("/collections/" + this.outer + "/devices?include_stream_values=true")
			.at("/devices/0/streams/values/t")
			.asInt()).isEqualTo(5);
	}

	private JsonNode member(String name, String collection) {
		return this.api
			.post("/devices", Json.of("{'name':'%s','visibility':'private','collection':'%s'}", name, collection))
			.json();
	}

	private String create(String name, String parent) {
		return this.api.post("/collections", Json.of("{'name':'%s','parent':'%s'}", name, parent)).at("/id").asString();
	}

}
