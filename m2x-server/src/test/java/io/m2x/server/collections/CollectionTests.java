package io.m2x.server.collections;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionTests {

	private static final String NOBODY = "00000000000000000000000000000000";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	@Test
	void createAnswersTheWholeCollection() {
		String parent = create(Json.of("{'name':'Germany'}")).get("id").asString();
		Api.Response response = this.api.post("/collections", """
				{"name": "Bavaria", "description": "All of it", "parent": "%s", "tags": "south , big,south",
				"metadata": {"manager": "Alba"}}""".formatted(parent));
		assertThat(response.status()).isEqualTo(201);
		JsonNode collection = response.json();
		String id = collection.get("id").asString();
		String url = this.api.url() + "/collections/" + id;
		String created = collection.get("created").asString();
		assertThat(id).matches("[0-9a-f]{32}");
		assertThat(collection.get("key").asString()).matches("[0-9a-f]{32}");
		assertThat(created).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
		assertThat(response.header("Location")).isEqualTo(url);
		assertThat(response.body()).isEqualTo("""
				{"id":"%s","url":"%s","parent":"%s","name":"Bavaria","description":"All of it","devices":0,\
				"collections":0,"tags":["south","big"],"metadata":{"manager":"Alba"},"key":"%s","created":"%s",\
				"updated":"%5$s"}""".formatted(id, url, parent, collection.get("key").asString(), created));
		assertThat(this.api.get("/collections/" + id).body()).isEqualTo(response.body());
	}

	@Test
	void collectionNeedsNothingButItsName() {
		JsonNode collection = create(Json.of("{'name':'Plain'}"));
		assertThat(collection.get("parent").isNull()).isTrue();
		assertThat(collection.get("description").isNull()).isTrue();
		assertThat(collection.get("tags").toString()).isEqualTo("[]");
		assertThat(collection.get("metadata").toString()).isEqualTo("{}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                  | {"name":["not_present"]}
			{"name": " "}                                       | {"name":["not_present"]}
			{"name": 5}                                         | {"name":["not_valid"]}
			{"name": "N", "description": []}                    | {"description":["not_valid"]}
			{"name": "N", "parent": "00000000000000000000000000000000"} | {"parent":["not_found"]}
			{"name": "N", "parent": 7}                          | {"parent":["not_valid"]}
			{"name": "N", "tags": 7}                            | {"tags":["not_valid"]}
			{"name": "N", "metadata": "x"}                      | {"metadata":["not_valid"]}
			{"name": "N", "metadata": {"Room": "x", "a": 5}}    | {"Room":["name_not_valid"],"a":["not_valid"]}
			""")
	void badFieldsAreRefusedOnCreationAndUpdate(String body, String errors) {
		String expected = "422 {\"message\":\"Validation Failed\",\"errors\":" + errors + "}";
		assertThat(this.api.post("/collections", body).toString()).isEqualTo(expected);
		String path = path(create(Json.of("{'name':'Before'}")));
		assertThat(this.api.put(path, body).toString()).isEqualTo(expected);
		assertThat(this.api.get(path).at("/name").asString()).isEqualTo("Before");
	}

	@Test
	void textsHaveMaximumLengths() {
		String body = "{\"name\":\"%s\",\"description\":\"%s\",\"tags\":\"%s\"}";
		assertThat(this.api.post("/collections", body.formatted("n".repeat(250), "d".repeat(5000), "t".repeat(250)))
			.status()).isEqualTo(201);
		assertThat(this.api.post("/collections", body.formatted("n".repeat(251), "d".repeat(5001), "t".repeat(251)))
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'name':['too_long'],'description':['too_long'],'tags':['too_long']}"));
	}

	@Test
	void updateChangesWhatIsSentAndKeepsTheRest() {
		String parent = create(Json.of("{'name':'P'}")).get("id").asString();
		JsonNode before = create("""
				{"name": "Old", "description": "D", "parent": "%s", "tags": "a,b", "metadata": {"m": "1"}}"""
			.formatted(parent));
		Api.Response response = this.api.put(path(before), Json.of("{'name':'New'}"));
		assertThat(response.toString()).isEqualTo("204 ");
		JsonNode after = this.api.get(path(before)).json();
		assertThat(after.get("name").asString()).isEqualTo("New");
		for (String field : List.of("description", "parent", "tags", "metadata", "key", "created")) {
			assertThat(after.get(field)).as(field).isEqualTo(before.get(field));
		}
		assertThat(after.get("updated").asString()).isGreaterThanOrEqualTo(before.get("updated").asString());
		this.api.put(path(before), Json.of("{'name':'New','description':null,'parent':null,'tags':'','metadata':{}}"));
		JsonNode cleared = this.api.get(path(before)).json();
		assertThat(cleared.get("description").isNull()).isTrue();
		assertThat(cleared.get("parent").isNull()).isTrue();
		assertThat(cleared.get("tags").toString()).isEqualTo("[]");
		assertThat(cleared.get("metadata").toString()).isEqualTo("{}");
	}

	@Test
	void deletionLeavesNothingButTheDevices() {
		JsonNode collection = create(Json.of("{'name':'Gone'}"));
		String device = this.api.createDevice().get("id").asString();
		this.api.put(path(collection) + "/devices/" + device, null);
		assertThat(this.api.as(collection.get("key").asString()).get("/devices").status()).isEqualTo(403);
		assertThat(this.api.delete(path(collection)).toString()).isEqualTo("204 ");
		for (Api.Response response : List.of(this.api.get(path(collection)), this.api.delete(path(collection)),
				this.api.put(path(collection), Json.of("{'name':'N'}")), this.api.get(path(collection) + "/devices"),
				this.api.put(path(collection) + "/devices/" + device, null),
				this.api.delete(path(collection) + "/devices/" + device),
				this.api.get(path(collection) + "/metadata"))) {
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Collection Not Found");
			assertThat(response.json().has("description")).isTrue();
		}
		assertThat(this.api.get("/devices/" + device).at("/collections").toString()).isEqualTo("[]");
		assertThat(this.api.as(collection.get("key").asString()).get("/devices").status()).isEqualTo(401);
	}

	@Test
	void metadataIsKeptLikeThatOfDevices() {
		String path = path(create(Json.of("{'name':'M','metadata':{'a':'1'}}")));
		assertThat(this.api.put(path + "/metadata/b", Json.of("{'value':'2'}")).toString()).isEqualTo("204 ");
		assertThat(this.api.get(path + "/metadata").body()).isEqualTo(Json.of("{'a':'1','b':'2'}"));
		assertThat(this.api.get(path + "/metadata/b").body()).isEqualTo(Json.of("{'value':'2'}"));
		assertThat(this.api.put(path + "/metadata", Json.of("{'c':'3'}")).toString()).isEqualTo("204 ");
		assertThat(this.api.get(path).at("/metadata").toString()).isEqualTo(Json.of("{'c':'3'}"));
		assertThat(this.api.get(path + "/metadata/a").at("/message").asString()).isEqualTo("Metadata Field Not Found");
		assertThat(this.api.put(path + "/metadata", Json.of("{'c':3}")).at("/errors").toString())
			.isEqualTo(Json.of("{'c':['not_valid']}"));
		assertThat(this.api.put("/collections/" + NOBODY + "/metadata", "{}").at("/message").asString())
			.isEqualTo("Collection Not Found");
	}

	private JsonNode create(String body) {
		return this.api.post("/collections", body).json();
	}

	private static String path(JsonNode collection) {
		return "/collections/" + collection.get("id").asString();
	}

}
