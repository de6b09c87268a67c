package io.m2x.server.streams;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class StreamTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	@BeforeEach
	void createDevice() {
		this.device = this.api.deviceWithStreams();
	}

	@Test
	void putCreatesThenUpdates() {
		String path = this.device + "/streams/temperature";
		Api.Response created = this.api.put(path,
				"{\"display_name\":\"Air\",\"unit\":{\"label\":\"degree Celsius\",\"symbol\":\"\u00b0C\"}}");
		String url = this.api.url() + path;
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Location")).isEqualTo(url);
		String at = created.at("/created").asString();
		assertThat(created.body()).isEqualTo("""
				{"name":"temperature","display_name":"Air","value":null,"latest_value_at":null,"type":"numeric",\
				"unit":{"label":"degree Celsius","symbol":"\u00b0C"},"url":"%s","created":"%s","updated":"%s"}"""
			.formatted(url, at, at));
		Api.Response updated = this.api.put(path, Json.of("{'unit':{'symbol':null}}"));
		assertThat(updated.status()).isEqualTo(204);
		assertThat(updated.body()).isEmpty();
		assertThat(updated.headers().firstValue("Content-Type")).isEmpty();
		Api.Response viewed = this.api.get(path);
		assertThat(viewed.at("/display_name").asString()).isEqualTo("Air");
		assertThat(viewed.at("/unit").toString()).isEqualTo(Json.of("{'label':'degree Celsius','symbol':null}"));
		this.api.put(path, Json.of("{'display_name':null,'unit':null}"));
		assertThat(this.api.get(path).at("/display_name").isNull()).isTrue();
		assertThat(this.api.get(path).at("/unit").toString()).isEqualTo(Json.of("{'label':null,'symbol':null}"));
	}

	@Test
	void emptyBodyCreatesANumericStream() {
		Api.Response response = this.api.put(this.device + "/streams/t", null);
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.at("/type").asString()).isEqualTo("numeric");
	}

	@Test
	void typeIsImmutable() {
		String path = this.device + "/streams/t";
		this.api.put(path, Json.of("{'type':'alphanumeric'}"));
		assertThat(this.api.put(path, Json.of("{'type':'alphanumeric'}")).status()).isEqualTo(204);
		Api.Response response = this.api.put(path, Json.of("{'type':'numeric'}"));
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'type':['not_valid']}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a%20b       | {}                                       | name         | not_valid
			a%2Fb       | {}                                       | name         | not_valid
			a,b         | {}                                       | name         | not_valid
			...         | {}                                       | name         | not_valid
			ok          | {"type": "text"}                         | type         | not_valid
			ok          | {"type": 1}                              | type         | not_valid
			ok          | {"unit": "x"}                            | unit         | not_valid
			ok          | {"unit": {"label": 5}}                   | unit         | not_valid
			ok          | {"display_name": []}                     | display_name | not_valid
			ok          | [5]                                      | body         | not_valid
			ok          | {                                        | body         | not_valid
			""")
	void putRefusesBadInput(String name, String body, String field, String code) {
		Api.Response response = this.api.put(this.device + "/streams/" + name, body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.body())
			.isEqualTo(Json.of("{'message':'Validation Failed','errors':{'%s':['%s']}}", field, code));
		assertThat(this.api.get(this.device + "/streams").body()).isEqualTo(Json.of("{'streams':[]}"));
	}

	@Test
	void namesHaveAMaximumLength() {
		assertThat(this.api.put(this.device + "/streams/" + "n".repeat(250), null).status()).isEqualTo(201);
		assertThat(this.api.put(this.device + "/streams/" + "n".repeat(251), null).at("/errors/name/0").asString())
			.isEqualTo("too_long");
	}

	@Test
	void namesMayHoldLettersOfAnyScript() {
		Api.Response response = this.api.put(this.device + "/streams/Temp%C3%A9rature_1.b-c", null);
		assertThat(response.at("/name").asString()).isEqualTo("Temp\u00e9rature_1.b-c");
		assertThat(response.header("Location")).endsWith("/streams/Temp%C3%A9rature_1.b-c");
	}

	@Test
	void listIsInOrderOfCreation() {
		for (String name : new String[] { "z", "a", "m" }) {
			this.api.put(this.device + "/streams/" + name, null);
		}
		assertThat(this.api.get(this.device + "/streams").at("/streams").findValuesAsString("name"))
			.containsExactly("z", "a", "m");
		assertThat(this.api.get(this.device).at("/streams/count").asInt()).isEqualTo(3);
	}

	@Test
	void deleteTakesTheValuesAlong() {
		String path = this.device + "/streams/t";
		this.api.put(path, null);
		this.api.put(path + "/value", Json.of("{'value':1}"));
		assertThat(this.api.delete(path).status()).isEqualTo(204);
		Api.Response response = this.api.get(path);
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.at("/message").asString()).isEqualTo("Stream Not Found");
		assertThat(response.json().propertyNames()).containsExactly("message", "description");
		assertThat(this.api.delete(path).status()).isEqualTo(404);
		this.api.put(path, null);
		assertThat(this.api.get(path + "/values").at("/values").toString()).isEqualTo("[]");
	}

	@Test
	void bulkPutCreatesAndUpdates() {
		this.api.put(this.device + "/streams/old", Json.of("{'display_name':'Old'}"));
		Api.Response response = this.api.put(this.device + "/streams", """
				{"streams": [{"name": "new", "type": "alphanumeric"}, {"name": "old", "unit": {"label": "L"}}]}""");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.json().isArray()).isTrue();
		assertThat(response.json().findValuesAsString("name")).containsExactly("new", "old");
		assertThat(response.at("/0/type").asString()).isEqualTo("alphanumeric");
		assertThat(response.at("/1/display_name").asString()).isEqualTo("Old");
		assertThat(response.at("/1/unit/label").asString()).isEqualTo("L");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/devices", "/distributions" })
	void thereIsALimitToTheNumberOfStreams(String owners) {
		String device = this.api.post("/devices", Json.of("{'name':'N','visibility':'private'}")).at("/id").asString();
		String full = IntStream.range(0, 1000)
			.mapToObj((i) -> Json.of("{'name':'s%s'}", i))
			.collect(Collectors.joining(",", "{\"streams\":[", "]}"));
		assertThat(this.api.put("/devices/" + device + "/streams", full).status()).isEqualTo(200);
		String path = owners + "/"
				+ this.api.post(owners, Json.of("{'name':'N','visibility':'private','base_device':'%s'}", device))
					.at("/id")
					.asString()
				+ "/streams";
		assertTooMany(this.api.put(path + "/more", null));
		assertThat(this.api.put(path + "/s0", Json.of("{'display_name':'S'}")).status()).isEqualTo(204);
		assertThat(this.api.delete(path + "/s1").status()).isEqualTo(204);
		assertTooMany(
				this.api.put("/devices/" + device + "/streams", Json.of("{'streams':[{'name':'s2'},{'name':'t'}]}")));
		assertThat(this.api.put(path + "/more", null).status()).isEqualTo(201);
		assertThat(this.api.get(path).at("/streams").size()).isEqualTo(1000);
	}

	private static void assertTooMany(Api.Response response) {
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'streams':['too_long']}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                      | streams | not_present
			{"streams": []}                                         | streams | not_present
			{"streams": {}}                                         | streams | not_valid
			{"streams": ["a"]}                                      | streams | not_valid
			{"streams": [{"name": "twice"}, {"name": "twice"}]}     | streams | not_valid
			{"streams": [{"name": "good"}, {}]}                     | name    | not_present
			{"streams": [{"name": "good"}, {"name": "bad name"}]}   | name    | not_valid
			{"streams": [{"name": "good"}, {"name": 5}]}            | name    | not_valid
			{"streams": [{"name": "good"}, {"name": "b", "type": 5}]} | type  | not_valid
			""")
	void bulkPutIsAllOrNothing(String body, String field, String code) {
		Api.Response response = this.api.put(this.device + "/streams", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'%s':['%s']}", field, code));
		assertThat(this.api.get(this.device + "/streams").body()).isEqualTo(Json.of("{'streams':[]}"));
	}

}
