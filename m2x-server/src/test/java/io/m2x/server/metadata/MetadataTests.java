package io.m2x.server.metadata;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class MetadataTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String path;

	@BeforeEach
	void createDevice() {
		this.path = this.api.deviceWithStreams() + "/metadata";
	}

	@Test
	void putReplacesTheWholeSet() {
		assertThat(this.api.get(this.path).body()).isEqualTo("{}");
		Api.Response response = this.api.put(this.path, Json.of("{'room_name':'Cold storage B','firmware':'4.2.1'}"));
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(this.api.get(this.path).body())
			.isEqualTo(Json.of("{'firmware':'4.2.1','room_name':'Cold storage B'}"));
		assertThat(this.api.put(this.path + "?pretty=1", Json.of("{'other':''}")).status()).isEqualTo(204);
		assertThat(this.api.get(this.path).body()).isEqualTo(Json.of("{'other':''}"));
		assertThat(this.api.put(this.path, "{}").status()).isEqualTo(204);
		assertThat(this.api.get(this.path).body()).isEqualTo("{}");
	}

	@Test
	void putOfOneFieldLeavesTheOthers() {
		this.api.put(this.path, Json.of("{'a':'1'}"));
		assertThat(this.api.put(this.path + "/b", Json.of("{'value':'2'}")).status()).isEqualTo(204);
		assertThat(this.api.put(this.path + "/a", Json.of("{'value':'3'}")).status()).isEqualTo(204);
		assertThat(this.api.get(this.path).body()).isEqualTo(Json.of("{'a':'3','b':'2'}"));
		assertThat(this.api.get(this.path + "/b").body()).isEqualTo(Json.of("{'value':'2'}"));
	}

	@Test
	void missingFieldIsNotFound() {
		Api.Response response = this.api.get(this.path + "/none");
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.at("/message").asString()).isEqualTo("Metadata Field Not Found");
		assertThat(this.api.delete(this.path + "/none").status()).isEqualTo(405);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"good": "x", "n": 5}            | {"n":["not_valid"]}
			{"n": null}                      | {"n":["not_valid"]}
			{"n": ["x"]}                     | {"n":["not_valid"]}
			{"N": "x"}                       | {"N":["name_not_valid"]}
			{"1a": "x"}                      | {"1a":["name_not_valid"]}
			{"_a": 7}                        | {"_a":["name_not_valid","not_valid"]}
			{"a-b": "x"}                     | {"a-b":["name_not_valid"]}
			{"": "x"}                        | {"":["name_not_valid"]}
			"text"                           | {"body":["not_valid"]}
			""")
	void putRefusesBadInput(String body, String errors) {
		this.api.put(this.path, Json.of("{'kept':'1'}"));
		Api.Response response = this.api.put(this.path, body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
		assertThat(this.api.get(this.path).body()).isEqualTo(Json.of("{'kept':'1'}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			room  | {}                 | {"room":["not_present"]}
			room  | {"value": 5}       | {"room":["not_valid"]}
			room  | {"value": null}    | {"room":["not_valid"]}
			Room  | {"value": "x"}     | {"Room":["name_not_valid"]}
			""")
	void putOfOneFieldRefusesBadInput(String field, String body, String errors) {
		Api.Response response = this.api.put(this.path + "/" + field, body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
	}

	@Test
	void namesAndValuesHaveMaximumLengths() {
		String longest = "n".repeat(250);
		assertThat(this.api.put(this.path + "/" + longest, Json.of("{'value':'%s'}", "v".repeat(5000))).status())
			.isEqualTo(204);
		assertThat(this.api.put(this.path, Json.of("{'%sn':'%s'}", longest, "v".repeat(5001))).at("/errors").toString())
			.isEqualTo(Json.of("{'%sn':['name_too_long','too_long']}", longest));
	}

	@Test
	void numberOfFieldsIsLimited() {
		String device = this.path.replace("/metadata", "");
		String fields = fields(1000, "");
		assertThat(this.api.put(this.path, "{" + fields + ",\"more\":\"\"}").at("/errors").toString())
			.isEqualTo(Json.of("{'metadata':['too_long']}"));
		assertThat(this.api
			.put(device, "{\"name\":\"N\",\"visibility\":\"private\",\"metadata\":{" + fields + ",\"more\":\"\"}}")
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'metadata':['too_long']}"));
		assertThat(this.api.put(this.path, "{" + fields + "}").status()).isEqualTo(204);
		assertThat(this.api.put(this.path + "/more", Json.of("{'value':''}")).at("/errors").toString())
			.isEqualTo(Json.of("{'more':['too_long']}"));
		assertThat(this.api.put(this.path + "/f0", Json.of("{'value':'new'}")).status()).isEqualTo(204);
		assertThat(this.api.get(this.path).json().size()).isEqualTo(1000);
	}

	@Test
	void listShowsNoMoreMetadataThanFitsIntoOneAnswer() {
		String tag = "full-of-metadata";
		String body = "{\"name\":\"%s\",\"visibility\":\"private\",\"tags\":\"" + tag + "\",\"metadata\":{"
				+ fields(900, "x".repeat(5000)) + "}}";
		this.api.post("/devices", body.formatted("a"));
		this.api.post("/devices", body.formatted("b"));
		JsonNode list = this.api.get("/devices?include_metadata=true&sort=name&tags=" + tag).at("/devices");
		assertThat(list.findValuesAsString("name")).containsExactly("a", "b");
		assertThat(list.get(0).get("metadata").size()).isEqualTo(900);
		assertThat(list.get(1).has("metadata")).isFalse();
		assertThat(this.api.get("/devices/" + list.get(1).get("id").asString()).at("/metadata").size()).isEqualTo(900);
	}

	private static String fields(int count, String value) {
		return IntStream.range(0, count)
			.mapToObj((number) -> "\"f" + number + "\":\"" + value + "\"")
			.collect(Collectors.joining(","));
	}

	@Test
	void metadataIsAnEditOfTheDevice() {
		String device = this.path.replace("/metadata", "");
		String before = this.api.get(device).at("/updated").asString();
		while (this.api.get("/time/iso8601").body().equals(before)) {
			Thread.onSpinWait();
		}
		this.api.put(this.path, Json.of("{'a':'1'}"));
		assertThat(this.api.get(device).at("/updated").asString()).isGreaterThan(before);
		assertThat(this.api.get(device).at("/last_activity").asString()).isEqualTo(before);
	}

}
