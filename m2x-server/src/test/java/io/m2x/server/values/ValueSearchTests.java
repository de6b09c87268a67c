package io.m2x.server.values;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class ValueSearchTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	private String search;

	@BeforeEach
	void createValues() {
		this.device = this.api.deviceWithStreams("t", "h");
		this.search = this.device + "/values/search";
		this.api.put(this.device + "/streams/mode", Json.of("{'type':'alphanumeric'}"));
		update(1, "\"t\":10,\"h\":50,\"mode\":\"off\"");
		update(2, "\"t\":20,\"h\":60,\"mode\":\"Auto 1\"");
		update(3, "\"t\":25.5,\"mode\":\"AUTO_2\"");
		update(4, "\"t\":30,\"h\":50");
		update(5, "\"h\":70,\"mode\":\"100%\"");
	}

	private void update(int second, String values) {
		assertThat(this.api
			.post(this.device + "/update",
					"{\"timestamp\":\"2017-03-05T08:00:0" + second + "Z\",\"values\":{" + values + "}}")
			.status()).isEqualTo(202);
	}

	// Return the seconds of the rows that were found.
	private static String seconds(Api.Response response) {
		assertThat(response.status()).as(response.toString()).isEqualTo(200);
		return response.at("/values")
			.findValuesAsString("timestamp")
			.stream()
			.map((timestamp) -> timestamp.substring(18, 19))
			.collect(Collectors.joining(" "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
			{}                                                              | 5 4 3 2 1
			{"conditions": {}}                                              | 5 4 3 2 1
			{"conditions": null, "streams": []}                             | 5 4 3 2 1
			{"conditions": {"t": {"gt": 20}}}                               | 4 3
			{"conditions": {"t": {"gte": 20}}}                              | 4 3 2
			{"conditions": {"t": {"lt": 20}}}                               | 1
			{"conditions": {"t": {"lte": 20}}}                              | 2 1
			{"conditions": {"t": {"eq": 25.5}}}                             | 3
			{"conditions": {"t": {"gte": 20, "lt": 30}}}                    | 3 2
			{"conditions": {"t": {"gte": "20", "lt": "30.0"}}}              | 3 2
			{"conditions": {"t": {"gt": 40}}}                               | ''
			{"conditions": {"t": {"gt": 20, "lt": 10}}}                     | ''
			{"conditions": {"t": {"gt": 5}, "h": {"eq": 50}}}               | 4 1
			{"conditions": {"h": {"gte": 60}, "mode": {"match": "auto"}}}   | 2
			{"conditions": {"mode": {"match": "auto"}}}                     | 3 2
			{"conditions": {"mode": {"match": "_"}}}                        | 3
			{"conditions": {"mode": {"match": "%"}}}                        | 5
			{"conditions": {"mode": {"match": "' OR 1=1 --"}}}              | ''
			{"conditions": {"mode": {"eq": "off"}}}                         | 1
			{"conditions": {"mode": {"eq": "Off"}}}                         | ''
			{"streams": ["t"]}                                              | 4 3 2 1
			{"streams": "t, mode"}                                          | 5 4 3 2 1
			{"streams": ["t"], "conditions": {"h": {"gte": 60}}}            | 2
			{"streams": ["mode"], "conditions": {"t": {"gt": 20}}}          | 3
			{"limit": 2, "conditions": {"t": {"gt": 5}}}                    | 4 3
			{"limit": 0, "conditions": {"t": {"gt": 5}}}                    | ''
			{"start": "2017-03-05T08:00:02Z", "end": "2017-03-05T08:00:03Z"} | 3 2
			{"start": "2017-03-05T08:00:02Z", "conditions": {"h": {"lt": 70}}} | 4 2
			""")
	void rowsFulfilEveryConditionAtTheirTime(String body, String expected) {
		assertThat(seconds(this.api.post(this.search, body))).isEqualTo(expected);
		assertThat(seconds(this.api.get(this.search, body))).isEqualTo(expected);
		assertThat(seconds(this.api.post(this.search + ".json", body))).isEqualTo(expected);
	}

	@Test
	void responseHasTheShapeOfTheList() {
		Api.Response response = this.api.post(this.search, """
				{"start": "2017-03-05T08:00:00Z", "end": "2017-03-05T09:00:00Z", "limit": "7", "streams": ["h", "mode"],
				"conditions": {"t": {"lt": 25}}}""");
		assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(response.body()).isEqualTo("""
				{"limit":7,"start":"2017-03-05T08:00:00.000Z","end":"2017-03-05T09:00:00.000Z","values":[\
				{"timestamp":"2017-03-05T08:00:02.000Z","values":{"h":60.0,"mode":"Auto 1"}},\
				{"timestamp":"2017-03-05T08:00:01.000Z","values":{"h":50.0,"mode":"off"}}]}""");
		Api.Response plain = this.api.post(this.search, "{}");
		assertThat(plain.at("/limit").asInt()).isEqualTo(100);
		assertThat(plain.json().has("start")).isFalse();
		assertThat(plain.json().has("end")).isTrue();
	}

	@Test
	void parametersMayComeInTheQueryOrAForm() {
		assertThat(seconds(this.api.get(this.search + "?streams=t&limit=2"))).isEqualTo("4 3");
		assertThat(seconds(this.api.post(this.search + "?streams=t&limit=2", null))).isEqualTo("4 3");
		assertThat(seconds(this.api.post(this.search + "?limit=1", Json.of("{'conditions':{'t':{'lt':25}}}"))))
			.isEqualTo("2");
		assertThat(seconds(this.api.send("POST", this.search,
				"conditions%5Bt%5D%5Bgte%5D=20&conditions[t][lt]=30&streams[]=t&streams[]=h", "Content-Type",
				"application/x-www-form-urlencoded")))
			.isEqualTo("3 2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"streams": ["t", "x"]}                          | {"streams":["not_found"]}
			{"streams": [5]}                                 | {"streams":["not_valid"]}
			{"streams": {"t": 1}}                            | {"streams":["not_valid"]}
			{"conditions": {"x": {"gt": 1}}}                 | {"conditions":["not_found"]}
			{"conditions": {"t": {"above": 1}}}              | {"conditions":["not_valid"]}
			{"conditions": {"t": {"GT": 1}}}                 | {"conditions":["not_valid"]}
			{"conditions": {"t": {"gt": "warm"}}}            | {"conditions":["not_valid"]}
			{"conditions": {"t": {"gt": [1]}}}               | {"conditions":["not_valid"]}
			{"conditions": {"t": {"gt": 1e999}}}             | {"conditions":["not_valid"]}
			{"conditions": {"t": {"gt": null}}}              | {"conditions":["not_present"]}
			{"conditions": {"t": {"match": "1"}}}            | {"conditions":["not_valid"]}
			{"conditions": {"mode": {"gt": 1}}}              | {"conditions":["not_valid"]}
			{"conditions": {"mode": {"match": 1}}}           | {"conditions":["not_valid"]}
			{"conditions": {"mode": {"eq": ""}}}             | {"conditions":["not_present"]}
			{"conditions": {"t": {}}}                        | {"conditions":["not_present"]}
			{"conditions": {"t": null}}                      | {"conditions":["not_present"]}
			{"conditions": {"t": 5}}                         | {"conditions":["not_valid"]}
			{"conditions": {"t": [{"gt": 1}]}}               | {"conditions":["not_valid"]}
			{"conditions": "t>5"}                            | {"conditions":["not_valid"]}
			{"conditions": ["t"]}                            | {"conditions":["not_valid"]}
			{"limit": -1}                                    | {"limit":["not_valid"]}
			{"start": "soon", "end": 5}                      | {"start":["not_valid"],"end":["not_valid"]}
			""")
	void nonsenseIsRefused(String body, String errors) {
		Api.Response response = this.api.post(this.search, body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/message").asString()).isEqualTo("Validation Failed");
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
	}

	@Test
	void conditionsOfTooManyStreamsAreRefused() {
		String conditions = IntStream.range(0, 51)
			.mapToObj((i) -> "\"s" + i + "\":{\"gt\":1}")
			.collect(Collectors.joining(","));
		assertThat(this.api.post(this.search, "{\"conditions\":{" + conditions + "}}").at("/errors").toString())
			.isEqualTo(Json.of("{'conditions':['too_long']}"));
	}

	@Test
	void fiftyConditionsAreUnderstood() {
		String streams = IntStream.range(0, 50)
			.mapToObj((i) -> Json.of("{'name':'s%s'}", i))
			.collect(Collectors.joining(","));
		this.api.put(this.device + "/streams", Json.of("{'streams':[%s]}", streams));
		String values = IntStream.range(0, 50).mapToObj((i) -> "\"s" + i + "\":" + i).collect(Collectors.joining(","));
		update(6, values);
		update(7, values.replace("\"s49\":49", "\"s49\":0"));
		String conditions = IntStream.range(0, 50)
			.mapToObj((i) -> "\"s" + i + "\":{\"gte\":" + i + ",\"lt\":" + (i + 1) + "}")
			.collect(Collectors.joining(","));
		assertThat(seconds(this.api.post(this.search, "{\"conditions\":{" + conditions + "}}"))).isEqualTo("6");
	}

	@Test
	void newestMatchesOfManyValuesAreFound() {
		for (String stream : new String[] { "t", "h" }) {
			for (int post = 0; post < 3; post++) {
				String values = IntStream.range(post * 10_000, post * 10_000 + 10_000)
					.mapToObj((i) -> Json.of("{'timestamp':'%s','value':%s}", Instant.ofEpochMilli(i), i))
					.collect(Collectors.joining(","));
				assertThat(this.api
					.post(this.device + "/streams/" + stream + "/values", Json.of("{'values':[%s]}", values))
					.status()).isEqualTo(202);
			}
		}
		Api.Response response = this.api.post(this.search, """
				{"streams": ["h"], "end": "2000-01-01T00:00:00Z", "limit": 3,
				"conditions": {"t": {"lt": 777}, "h": {"gte": 700}}}""");
		assertThat(response.at("/values").toString()).isEqualTo("""
				[{"timestamp":"1970-01-01T00:00:00.776Z","values":{"h":776.0}},\
				{"timestamp":"1970-01-01T00:00:00.775Z","values":{"h":775.0}},\
				{"timestamp":"1970-01-01T00:00:00.774Z","values":{"h":774.0}}]""");
		assertThat(this.api.post(this.search, """
				{"end": "2000-01-01T00:00:00Z", "limit": 20000, "conditions": {"t": {"gte": 5}}}""").at("/values"))
			.hasSize(10_000);
	}

	@Test
	void accessIsThatOfTheList() {
		String key = this.api.get(this.device).at("/key").asString();
		assertThat(this.api.as(key).post(this.search, "{}").status()).isEqualTo(200);
		String other = this.api.createDevice().at("/key").asString();
		assertThat(this.api.as(other).post(this.search, "{}").status()).isEqualTo(403);
		assertThat(this.api.anonymous().post(this.search, "{}").status()).isEqualTo(401);
		assertThat(this.api.as("0".repeat(32)).post(this.search, "{}").status()).isEqualTo(401);
		assertThat(this.api.post("/devices/" + "0".repeat(32) + "/values/search", "{}").at("/message").asString())
			.isEqualTo("Device Not Found");
		this.api.put(this.device, Json.of("{'name':'N','visibility':'public','serial':'S-1'}"));
		assertThat(seconds(this.api.anonymous().post(this.search, Json.of("{'streams':['h']}")))).isEqualTo("5 4 2 1");
		assertThat(seconds(this.api.get("/devices/serial/S-1/values/search", Json.of("{'streams':['h']}"))))
			.isEqualTo("5 4 2 1");
	}

	@Test
	void streamsThatAreNotPartOfTheDeviceAreUnknown() {
		String other = this.api.deviceWithStreams("secret");
		this.api.put(other + "/streams/secret/value", Json.of("{'value':1}"));
		assertThat(this.api.post(this.search, Json.of("{'conditions':{'secret':{'gt':0}}}")).status()).isEqualTo(422);
	}

}
