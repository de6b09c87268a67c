package io.m2x.server.distributions;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class DistributionTests {

	private static final String NOBODY = "/distributions/00000000000000000000000000000000";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	@Test
	void createAnswersTheDistributionWithoutMetadataAndTheDetailsHaveIt() {
		Api.Response response = this.api.post("/distributions", """
				{"name": "Greenhouse kit", "visibility": "private", "description": "First batch", "tags": "kit, a,kit",
				"metadata": {"color": "green"}, "serial": "ignored/"}""");
		assertThat(response.status()).isEqualTo(201);
		JsonNode distribution = response.json();
		String id = distribution.get("id").asString();
		String url = this.api.url() + "/distributions/" + id;
		assertThat(id).matches("[0-9a-f]{32}");
		assertThat(distribution.get("key").asString()).matches("[0-9a-f]{32}");
		assertThat(response.header("Location")).isEqualTo(url);
		String shown = """
				{"id":"%s","name":"Greenhouse kit","description":"First batch","visibility":"private","serial":null,\
				"status":"enabled","tags":["kit","a"],"url":"%s","key":"%s","created":"%s","updated":"%4$s",\
				METADATA"devices":{"total":0,"registered":0,"unregistered":0}}""".formatted(id, url,
				distribution.get("key").asString(), distribution.get("created").asString());
		assertThat(response.body()).isEqualTo(shown.replace("METADATA", ""));
		assertThat(this.api.get("/distributions/" + id).body())
			.isEqualTo(shown.replace("METADATA", "\"metadata\":{\"color\":\"green\"},"));
		assertThat(this.api.get("/distributions?sort=created&dir=desc&limit=1").at("/distributions/0"))
			.isEqualTo(distribution);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{}                                                            | {"name":["not_present"],"visibility":["not_present"]}
					{"name": "", "visibility": "hidden"}                          | {"visibility":["not_valid"],"name":["not_present"]}
					{"name": "N"}                                                 | {"visibility":["not_present"]}
					{"visibility": "public"}                                      | {"name":["not_present"]}
					{"name": "N", "visibility": "public", "status": "lost"}       | {"status":["not_valid"]}
					{"name": "N", "visibility": "public", "description": 5}       | {"description":["not_valid"]}
					{"name": "N", "visibility": "public", "tags": 5}              | {"tags":["not_valid"]}
					{"name": "N", "visibility": "public", "metadata": [5]}        | {"metadata":["not_valid"]}
					{"name": "N", "visibility": "public", "metadata": {"A": "x"}} | {"A":["name_not_valid"]}
					""")
	void badFieldsAreRefusedOnCreationAndUpdate(String body, String errors) {
		String expected = "422 {\"message\":\"Validation Failed\",\"errors\":" + errors + "}";
		assertThat(this.api.post("/distributions", body).toString()).isEqualTo(expected);
		String path = path(create("Before"));
		assertThat(this.api.put(path, body).toString()).isEqualTo(expected);
		assertThat(this.api.get(path).at("/name").asString()).isEqualTo("Before");
	}

	@Test
	void updateChangesWhatIsSentAndKeepsTheRest() {
		JsonNode before = this.api.post("/distributions", """
				{"name": "Old", "visibility": "private", "description": "D", "tags": "a", "metadata": {"m": "1"}}""")
			.json();
		assertThat(this.api.put(path(before), Json.of("{'name':'New','visibility':'public','status':'disabled'}"))
			.toString()).isEqualTo("204 ");
		JsonNode after = this.api.get(path(before)).json();
		assertThat(after.get("name").asString()).isEqualTo("New");
		assertThat(after.get("visibility").asString()).isEqualTo("public");
		assertThat(after.get("status").asString()).isEqualTo("disabled");
		for (String field : List.of("description", "tags", "key", "created")) {
			assertThat(after.get(field)).as(field).isEqualTo(before.get(field));
		}
		assertThat(after.get("metadata").toString()).isEqualTo(Json.of("{'m':'1'}"));
		this.api.put(path(before),
				Json.of("{'name':'New','visibility':'public','description':null,'tags':[],'metadata':{}}"));
		JsonNode cleared = this.api.get(path(before)).json();
		assertThat(cleared.get("description").isNull()).isTrue();
		assertThat(cleared.get("tags").toString()).isEqualTo("[]");
		assertThat(cleared.get("metadata").toString()).isEqualTo("{}");
	}

	@Test
	void baseDeviceGivesWhatIsNotSent() {
		JsonNode base = this.api.post("/devices", """
				{"name": "Base", "visibility": "public", "description": "D", "serial": "base", "tags": "x,y",
				"status": "disabled", "metadata": {"a": "1"}}""").json();
		String device = "/devices/" + base.get("id").asString();
		this.api.put(device + "/streams/mode", Json.of("{'type':'alphanumeric','display_name':'Mode'}"));
		this.api.put(device + "/streams/a", Json.of("{'unit':{'label':'L','symbol':'S'}}"));
		this.api.put(device + "/streams/a/value", Json.of("{'value':5}"));
		String body = "{\"name\":\"Kit\",\"visibility\":\"private\",\"base_device\":\"%s\"%s}";
		JsonNode copy = this.api.post("/distributions", body.formatted(base.get("id").asString(), "")).json();
		assertThat(copy.get("description").asString()).isEqualTo("D");
		assertThat(copy.get("tags").toString()).isEqualTo(Json.of("['x','y']"));
		assertThat(copy.get("visibility").asString()).isEqualTo("private");
		assertThat(copy.get("status").asString()).isEqualTo("enabled");
		assertThat(this.api.get(path(copy)).at("/metadata").toString()).isEqualTo(Json.of("{'a':'1'}"));
		JsonNode streams = this.api.get(path(copy) + "/streams").at("/streams");
		assertThat(streams.findValuesAsString("name")).containsExactly("mode", "a");
		assertThat(streams.get(0).get("type").asString()).isEqualTo("alphanumeric");
		assertThat(streams.get(0).get("display_name").asString()).isEqualTo("Mode");
		assertThat(streams.get(1).get("unit").toString()).isEqualTo(Json.of("{'label':'L','symbol':'S'}"));
		assertThat(streams.get(1).get("value").isNull()).isTrue();
		JsonNode own = this.api
			.post("/distributions", body.formatted(base.get("id").asString(),
					",\"description\":\"Own\",\"tags\":\"z\",\"metadata\":{\"b\":\"2\"}"))
			.json();
		assertThat(own.get("description").asString()).isEqualTo("Own");
		assertThat(own.get("tags").toString()).isEqualTo(Json.of("['z']"));
		assertThat(this.api.get(path(own)).at("/metadata").toString()).isEqualTo(Json.of("{'b':'2'}"));
		assertThat(this.api.post("/distributions", body.formatted("0".repeat(32), "")).at("/errors").toString())
			.isEqualTo(Json.of("{'base_device':['not_found']}"));
		assertThat(this.api.post("/distributions", Json.of("{'base_device':'%s'}", base.get("id").asString()))
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'name':['not_present'],'visibility':['not_present']}"));
	}

	@Test
	void missingDistributionIsNotFound() {
		String body = Json.of("{'name':'N','visibility':'public','serial':'s'}");
		for (Api.Response response : List.of(this.api.get(NOBODY), this.api.put(NOBODY, body), this.api.delete(NOBODY),
				this.api.get(NOBODY + "/metadata"), this.api.put(NOBODY + "/metadata", "{}"),
				this.api.get(NOBODY + "/metadata/a"), this.api.put(NOBODY + "/metadata/a", Json.of("{'value':'1'}")),
				this.api.get(NOBODY + "/devices"), this.api.post(NOBODY + "/devices", body),
				this.api.get(NOBODY + "/streams"), this.api.put(NOBODY + "/streams/t", "{}"))) {
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Distribution Not Found");
			assertThat(response.json().has("description")).isTrue();
		}
		for (Api.Response response : List.of(this.api.get(NOBODY + "/streams/t"),
				this.api.delete(NOBODY + "/streams/t"))) {
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Stream Not Found");
		}
	}

	@Test
	void deletedDistributionIsGoneWithItsKey() {
		JsonNode distribution = create("Gone");
		Api own = this.api.as(distribution.get("key").asString());
		assertThat(own.get("/distributions").status()).isEqualTo(403);
		assertThat(this.api.delete(path(distribution)).toString()).isEqualTo("204 ");
		assertThat(this.api.get(path(distribution)).status()).isEqualTo(404);
		assertThat(this.api.delete(path(distribution)).status()).isEqualTo(404);
		assertThat(own.get("/distributions").status()).isEqualTo(401);
	}

	@Test
	void metadataIsKeptLikeThatOfDevices() {
		String path = path(create("M"));
		assertThat(this.api.get(path + "/metadata").body()).isEqualTo("{}");
		assertThat(this.api.put(path + "/metadata", Json.of("{'a':'1','b':'2'}")).toString()).isEqualTo("204 ");
		assertThat(this.api.put(path + "/metadata/b", Json.of("{'value':'3'}")).toString()).isEqualTo("204 ");
		assertThat(this.api.get(path + "/metadata").body()).isEqualTo(Json.of("{'a':'1','b':'3'}"));
		assertThat(this.api.get(path + "/metadata/b").body()).isEqualTo(Json.of("{'value':'3'}"));
		assertThat(this.api.get(path + "/metadata/none").at("/message").asString())
			.isEqualTo("Metadata Field Not Found");
		assertThat(this.api.put(path + "/metadata", Json.of("{'a':'%s'}", "x".repeat(5001))).at("/errors").toString())
			.isEqualTo(Json.of("{'a':['too_long']}"));
	}

	@Test
	void metadataIsAnEditOfTheDistribution() {
		String path = path(create("M"));
		String before = this.api.get(path).at("/updated").asString();
		while (this.api.get("/time/iso8601").body().equals(before)) {
			Thread.onSpinWait();
		}
		this.api.put(path + "/metadata", Json.of("{'a':'1'}"));
		assertThat(this.api.get(path).at("/updated").asString()).isGreaterThan(before);
	}

	@Test
	void listIsPagedAndSorted() {
		create("alpha");
		create("Charlie");
		create("Bravo");
		Api.Response response = this.api.get("/distributions?limit=2&page=2");
		assertThat(response.json().propertyNames()).containsExactly("distributions", "total", "pages", "limit",
				"current_page");
		int total = response.at("/total").asInt();
		assertThat(response.at("/pages").asInt()).isEqualTo((total + 1) / 2);
		assertThat(response.at("/current_page").asInt()).isEqualTo(2);
		assertThat(response.headers().allValues("Link"))
			.contains("<" + this.api.url() + "/distributions?limit=2&page=1>; rel=\"first\"");
		assertThat(this.api.get("/distributions").at("/limit").asInt()).isEqualTo(100);
		assertThat(this.api.get("/distributions?limit=101").at("/limit").asInt()).isEqualTo(100);
		assertThat(this.api.get("/distributions?limit=0").at("/distributions").toString()).isEqualTo("[]");
		assertThat(this.api.get("/distributions?page=1000").at("/distributions").toString()).isEqualTo("[]");
		Map<String, List<String>> orders = Map.of("", List.of("alpha", "Charlie", "Bravo"), "sort=created&dir=asc",
				List.of("alpha", "Charlie", "Bravo"), "dir=desc", List.of("Bravo", "Charlie", "alpha"), "sort=name",
				List.of("Bravo", "Charlie", "alpha"), "sort=name&dir=desc", List.of("alpha", "Charlie", "Bravo"));
		orders.forEach((query,
				expected) -> assertThat(
						this.api.get("/distributions?" + query).at("/distributions").findValuesAsString("name"))
					.as(query)
					.filteredOn(expected::contains)
					.containsExactlyElementsOf(expected));
		assertThat(this.api.get("/distributions?sort=color&dir=up&page=0").at("/errors").toString())
			.isEqualTo(Json.of("{'sort':['not_valid'],'dir':['not_valid'],'page':['not_valid']}"));
	}

	@Test
	void searchIsNoId() {
		assertThat(this.api.delete("/distributions/search").status()).isEqualTo(405);
		assertThat(this.api.get("/distributions/searching").at("/message").asString())
			.isEqualTo("Distribution Not Found");
	}

	private JsonNode create(String name) {
		return this.api.post("/distributions", Json.of("{'name':'%s','visibility':'private'}", name)).json();
	}

	private static String path(JsonNode distribution) {
		return "/distributions/" + distribution.get("id").asString();
	}

}
