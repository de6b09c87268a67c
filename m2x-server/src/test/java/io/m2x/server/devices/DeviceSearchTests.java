package io.m2x.server.devices;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceSearchTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	@BeforeAll
	static void createDevices() {
		Api api = server.api();
		create(api, "s1", "Stra\u00dfe 100%", "private", "red,green", Json.of("{'room':'Cold storage B','floor':'1'}"));
		create(api, "s2", "under_score", "public", "red", Json.of("{'room':'cold'}"));
		create(api, "s3", "O'Hara; DROP TABLE devices --", "private", "blue", Json.of("{'floor':'2'}"));
		create(api, "s4", "\u03a3\u0391\u03a3", "private", "", "{}");
		api.put("/devices/serial/s4", "{\"name\":\"\u03a3\u0391\u03a3\",\"visibility\":\"private\","
				+ "\"status\":\"disabled\",\"description\":\"By the \u00c4pfel! 50!\"}");
		for (String serial : List.of("s1", "s2", "s3")) {
			api.put("/devices/serial/" + serial + "/streams/t", "{}");
			api.put("/devices/serial/" + serial + "/streams/mode", Json.of("{'type':'alphanumeric'}"));
		}
		update(api, "s1", "\"t\":10,\"mode\":\"auto\"");
		update(api, "s2", "\"t\":20.5,\"mode\":\"Automatic 100%\"");
		api.post("/devices/serial/s2/streams/t/values",
				Json.of("{'values':[{'timestamp':'2000-01-01T00:00:00Z','value':10}]}"));
	}

	private static void create(Api api, String serial, String name, String visibility, String tags, String metadata) {
		assertThat(api
			.post("/devices", Json.of("{'name':'%s','visibility':'%s','serial':'%s','tags':'%s','metadata':%s}", name,
					visibility, serial, tags, metadata))
			.status()).isEqualTo(201);
	}

	private static void update(Api api, String serial, String values) {
		assertThat(api.post("/devices/serial/" + serial + "/update", "{\"values\":{" + values + "}}").status())
			.isEqualTo(202);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                                 | s1,s2,s3,s4
			{"name":"STRASSE"}                                 | s1
			{"name":"stra\u00dfe"}                             | s1
			{"name":"%"}                                       | s1
			{"name":"_"}                                       | s2
			{"name":"R_S"}                                     | s2
			{"name":"o'hara; drop"}                            | s3
			{"name":"' OR '1'='1"}                             | ``
			{"name":"\u03c3\u03b1\u03c2"}                      | s4
			{"name":":p0"}                                     | ``
			{"description":"\u00e4PFEL! 50!"}                  | s4
			{"description":"x"}                                | ``
			{"q":"the"}                                        | s4
			{"q":"RA"}                                         | s1,s3
			{"q":"100%"}                                       | s1
			{"q":"the","name":"\u03b1"}                        | s4
			{"q":""}                                           | s1,s2,s3,s4
			{"tags":"red"}                                     | s1,s2
			{"tags":" green , red"}                            | s1
			{"tags":["green","red"]}                           | s1
			{"tags":"red,blue"}                                | ``
			{"tags":"RED"}                                     | ``
			{"serial":"s1, s3"}                                | s1,s3
			{"serials":"s4"}                                   | s4
			{"serial":"s1","serials":"s4"}                     | s1,s4
			{"serial":["s2"]}                                  | s2
			{"status":"disabled"}                              | s4
			{"status":"enabled","visibility":"public"}         | s2
			{"ids":"00000000000000000000000000000000"}         | ``
			{"modified_since":"2000-01-01T00:00:00Z"}          | s1,s2,s3,s4
			{"modified_since":"2100-01-01T00:00:00Z"}          | ``
			{"unmodified_since":"2000-01-01T00:00:00Z"}        | ``
			{"unmodified_since":"2100-01-01T00:00:00Z"}        | s1,s2,s3,s4
			{"metadata":{"room":{"match":"COLD"}}}             | s1,s2
			{"metadata":{"room":{"match":"cold s"}}}           | s1
			{"metadata":{"room":{"match":"c_ld"}}}             | ``
			{"metadata":{"room":{"match":""}}}                 | s1,s2
			{"metadata":{"room":{"match":"c"},"floor":{"match":"1"}}} | s1
			{"metadata":{"Room":{"match":"c"}}}                | ``
			{"metadata":{"' OR 1=1 --":{"match":"c"}}}         | ``
			{"metadata":{}}                                    | s1,s2,s3,s4
			{"streams":{"t":{"gt":10}}}                        | s2
			{"streams":{"t":{"gte":10}}}                       | s1,s2
			{"streams":{"t":{"lt":20.5}}}                      | s1
			{"streams":{"t":{"lte":"20.5"}}}                   | s1,s2
			{"streams":{"t":{"gt":10,"lt":21}}}                | s2
			{"streams":{"t":{"gte":10,"gt":9,"lt":21,"lte":20}}} | s1
			{"streams":{"t":{"eq":10}}}                        | s1
			{"streams":{"t":{"eq":20.50}}}                     | s2
			{"streams":{"t":{"match":"1"}}}                    | ``
			{"streams":{"mode":{"match":"AUTO"}}}              | s1,s2
			{"streams":{"mode":{"match":"0%"}}}                | s2
			{"streams":{"mode":{"gt":-1e300}}}                 | ``
			{"streams":{"Mode":{"match":"a"}}}                 | ``
			{"streams":{"x' OR 'x'='x":{"match":"a"}}}         | ``
			{"streams":{"t":{"gt":5},"mode":{"match":"mat"}}}  | s2
			{"streams":{}}                                     | s1,s2,s3,s4
			{"streams":{"t":{"gt":5}},"metadata":{"floor":{"match":"1"}},"tags":"red","location":"none"} | s1
			{"streams":{"t":{"gt":5}},"metadata":{"floor":{"match":"1"}},"tags":"blue"} | ``
			{"unknown":{"a":1}}                                | s1,s2,s3,s4
			""")
	void filtersInBodiesOfAllListsSelectTheSame(String body, String expected) {
		String sorted = "?sort=serial";
		for (Api.Response response : List.of(this.api.post("/devices/search" + sorted, body),
				this.api.get("/devices/search" + sorted, body), this.api.get("/devices" + sorted, body))) {
			assertThat(String.join(",", DeviceFixtures.serials(response))).isEqualTo(expected);
			assertThat(response.at("/total").asInt()).isEqualTo(DeviceFixtures.serials(response).size());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			name=strasse                             | s1
			name=%25                                 | s1
			description=%C3%A4pfel                   | s4
			q=_                                      | s2
			tags=red,green                           | s1
			serial=s1,%20s2&status=enabled           | s1,s2
			serials=s2                               | s2
			visibility=public                        | s2
			modified_since=2000-01-01T00:00:00%2B01:00 | s1,s2,s3,s4
			unmodified_since=2000-01-01T00:00:00Z    | ``
			location=none&tags=blue                  | s3
			""")
	void scalarsMayBeInTheQueryOfBothVerbs(String query, String expected) {
		String path = "/devices/search?sort=serial&" + query;
		assertThat(String.join(",", DeviceFixtures.serials(this.api.get(path)))).isEqualTo(expected);
		assertThat(String.join(",", DeviceFixtures.serials(this.api.post(path, null)))).isEqualTo(expected);
		assertThat(String.join(",", DeviceFixtures.serials(this.api.post(path, "{}")))).isEqualTo(expected);
		assertThat(DeviceFixtures.serials(this.api.send("POST", "/devices/search", "sort=serial&" + query,
				"Content-Type", "application/x-www-form-urlencoded")))
			.isEqualTo(DeviceFixtures.serials(this.api.get(path)));
	}

	@Test
	void queryAndBodyAreCombined() {
		assertThat(DeviceFixtures
			.serials(this.api.get("/devices/search?tags=red", Json.of("{'streams':{'t':{'gt':15}}}"))))
			.containsExactly("s2");
		assertThat(DeviceFixtures
			.serials(this.api.post("/devices/search?tags=red", Json.of("{'metadata':{'floor':{'match':'1'}}}"))))
			.containsExactly("s1");
	}

	@Test
	void devicesAreFoundByIds() {
		String first = id("s1");
		String second = id("s2");
		assertThat(DeviceFixtures.serials(this.api.get("/devices/search?sort=serial&ids=" + first + ",%20" + second)))
			.containsExactly("s1", "s2");
		String many = IntStream.range(0, 999)
			.mapToObj((i) -> "\"%032x\"".formatted(i))
			.collect(Collectors.joining(",", "[\"" + first + "\",", "]"));
		Api.Response response = this.api.post("/devices/search", Json.of("{'ids':%s}", many));
		assertThat(DeviceFixtures.serials(response)).containsExactly("s1");
		assertThat(response.headers().allValues("Link")).as("links of 33 kB").isEmpty();
		assertThat(this.api.post("/devices/search", "{\"ids\":" + many.replace("[", "[\"one more\",") + "}")
			.at("/errors")
			.toString()).isEqualTo(Json.of("{'ids':['too_long']}"));
	}

	@Test
	void modificationTimesAreExact() {
		JsonNode device = this.api.get("/devices/serial/s1").json();
		Instant updated = Instant.parse(device.get("updated").asString());
		assertThat(modified("modified_since", updated)).contains("s1");
		assertThat(modified("modified_since", updated.plusMillis(1))).doesNotContain("s1");
		assertThat(modified("unmodified_since", updated)).doesNotContain("s1");
		assertThat(modified("unmodified_since", updated.plusMillis(1))).contains("s1");
	}

	private List<String> modified(String parameter, Instant time) {
		return DeviceFixtures.serials(this.api.get("/devices/search?" + parameter + "=" + time));
	}

	@Test
	void valuesThatWereNewOnceDoNotCount() {
		assertThat(DeviceFixtures.serials(this.api.post("/devices/search", Json.of("{'streams':{'t':{'eq':10}}}"))))
			.containsExactly("s1");
		this.api.put("/devices/serial/s1/streams/t/value", Json.of("{'value':11}"));
		assertThat(DeviceFixtures.serials(this.api.post("/devices/search", Json.of("{'streams':{'t':{'eq':10}}}"))))
			.isEmpty();
		assertThat(DeviceFixtures.serials(this.api.post("/devices/search", Json.of("{'streams':{'t':{'eq':11}}}"))))
			.containsExactly("s1");
		this.api.put("/devices/serial/s1/streams/t/value", Json.of("{'value':10}"));
	}

	@Test
	void pagesAndTotalsCountWhatWasFound() {
		String body = "{\"tags\":[\"red\"],\"streams\":{\"t\":{\"gt\":0}},\"sort\":\"serial\",\"limit\":1,\"page\":%d}";
		Api.Response first = this.api.post("/devices/search?pretty", body.formatted(1));
		assertThat(DeviceFixtures.serials(first)).containsExactly("s1");
		assertThat(first.at("/total").asInt()).isEqualTo(2);
		assertThat(first.at("/pages").asInt()).isEqualTo(2);
		assertThat(first.headers().allValues("Link"))
			.contains("<%s/devices/search?pretty=&tags=red&sort=serial&limit=1&page=2>; rel=\"next\""
				.formatted(this.api.url()));
		assertThat(DeviceFixtures.serials(this.api.post("/devices/search", body.formatted(2)))).containsExactly("s2");
		Api.Response past = this.api.post("/devices/search", body.formatted(3));
		assertThat(DeviceFixtures.serials(past)).isEmpty();
		assertThat(past.at("/total").asInt()).isEqualTo(2);
		assertThat(this.api.post("/devices/search?limit=0", Json.of("{'tags':'red'}")).body())
			.isEqualTo(Json.of("{'devices':[],'total':2,'pages':0,'limit':0,'current_page':1}"));
		assertThat(this.api.post("/devices/search", Json.of("{'limit':101}")).at("/limit").asInt()).isEqualTo(100);
		assertThat(this.api.post("/devices/search", null).at("/limit").asInt()).isEqualTo(100);
	}

	@Test
	void membersOfCollectionsAndDistributionsAreFound() {
		String outer = this.api.post("/collections", Json.of("{'name':'Outer'}")).at("/id").asString();
		String inner = this.api.post("/collections", Json.of("{'name':'Inner','parent':'%s'}", outer))
			.at("/id")
			.asString();
		assertThat(this.api.put("/collections/" + outer + "/devices/" + id("s1"), null).status()).isEqualTo(204);
		assertThat(this.api.put("/collections/" + inner + "/devices/" + id("s2"), null).status()).isEqualTo(204);
		assertThat(DeviceFixtures.serials(this.api.get("/devices/search?collection=" + outer))).containsExactly("s1");
		assertThat(DeviceFixtures.serials(this.api.post("/devices/search", Json.of("{'collection':'%s'}", inner))))
			.containsExactly("s2");
		assertThat(DeviceFixtures.serials(this.api.get("/devices/search?tags=green&collection=" + inner))).isEmpty();
		String kit = this.api.post("/distributions", Json.of("{'name':'Kit','visibility':'private'}"))
			.at("/id")
			.asString();
		assertThat(DeviceFixtures.serials(this.api.get("/devices/search?distribution=" + kit))).isEmpty();
		String made = this.api.post("/distributions/" + kit + "/devices", Json.of("{'serial':'made'}"))
			.at("/id")
			.asString();
		assertThat(DeviceFixtures.serials(this.api.get("/devices/search?distribution=" + kit))).containsExactly("made");
		this.api.delete("/devices/" + made);
		for (String parameter : List.of("collection=" + kit, "distribution=" + outer, "collection=",
				"distribution=x")) {
			String field = parameter.substring(0, parameter.indexOf('='));
			assertThat(this.api.get("/devices/search?" + parameter).at("/errors").toString())
				.isEqualTo(Json.of("{'%s':['not_found']}", field));
		}
	}

	@Test
	void foundDevicesAreShownLikeListedOnes() {
		assertThat(this.api.post("/devices/search", Json.of("{'serial':'s1','include_stream_values':true}"))
			.at("/devices/0")
			.toString())
			.isEqualTo(this.api.get("/devices?serial=s1&include_stream_values=true").at("/devices/0").toString())
			.contains("\"values\":{\"t\":10,\"mode\":\"auto\"}", "\"key\":\"", "\"triggers\":{");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					"streams":"t"                              | streams
					"streams":[1]                              | streams
					"streams":{"t":5}                          | streams
					"streams":{"t":null}                       | streams
					"streams":{"t":{}}                         | streams
					"streams":{"t":{"ge":5}}                   | streams
					"streams":{"t":{"gt":"warm"}}              | streams
					"streams":{"t":{"gt":null}}                | streams
					"streams":{"t":{"gt":1e999}}               | streams
					"streams":{"t":{"gt":1,"eq":2}}            | streams
					"streams":{"t":{"gt":1,"match":"2"}}       | streams
					"streams":{"t":{"match":5}}                | streams
					"streams":{"t":{"match":null}}             | streams
					"streams":{"t\\u0000":{"gt":1}}            | streams
					"streams":{"t":{"match":"\\u0000"}}        | streams
					"metadata":"a"                             | metadata
					"metadata":{"a":"b"}                       | metadata
					"metadata":{"a":{}}                        | metadata
					"metadata":{"a":{"eq":"b"}}                | metadata
					"metadata":{"a":{"match":"b","eq":"b"}}    | metadata
					"metadata":{"a":{"match":1}}               | metadata
					"metadata":{"a\\u0000":{"match":"b"}}      | metadata
					"location":"somewhere"                     | location
					"location":5                               | location
					"location":{"near":{}}                      | location
					"location":{"near":{}}                     | location
					"location":{"within_circle":{}}            | location
					"location":{"within_circle":{"center":{"latitude":1,"longitude":1}}} | location
					"location":{"within_circle":{"radius":{"km":1}}} | location
					"location":{"within_circle":{"center":{"latitude":91,"longitude":1},"radius":{"km":1}}} | location
					"location":{"within_circle":{"center":{"latitude":1,"longitude":181},"radius":{"km":1}}} | location
					"location":{"within_circle":{"center":{"latitude":1},"radius":{"km":1}}} | location
					"location":{"within_circle":{"center":{"latitude":1,"longitude":1},"radius":{"m":1}}} | location
					"location":{"within_circle":{"center":{"latitude":1,"longitude":1},"radius":{"km":-1}}} | location
					"location":{"within_circle":{"center":{"latitude":1,"longitude":1},"radius":{"km":1,"mi":1}}} | location
					"location":{"within_circle":{"center":{"latitude":1,"longitude":1},"radius":{}}} | location
					"location":{"within_circle":{"center":{"latitude":1,"longitude":1},"radius":5}} | location
					"location":{"within_polygon":[]}           | location
					"location":{"within_polygon":{}}           | location
					"location":{"within_polygon":[{"latitude":1,"longitude":1},{"latitude":2,"longitude":1}]} | location
					"location":{"within_polygon":[{"latitude":1,"longitude":1},{"latitude":2,"longitude":1},{"latitude":1,"longitude":1}]} | location
					"location":{"within_polygon":[{"latitude":1,"longitude":1},{"latitude":2,"longitude":1},5]} | location
					"location":{"within_polygon":[{"latitude":1,"longitude":1},{"latitude":2,"longitude":1},{"latitude":2}]} | location
					"modified_since":"yesterday"               | modified_since
					"unmodified_since":5                       | unmodified_since
					"ids":{}                                   | ids
					"q":[]                                     | q
					"status":"broken"                          | status
					"sort":"color"                             | sort
					"command_status":"lost"                    | command_status
					"command_since":"now"                      | command_since
					"command_name":5                           | command_name
					"triggers":{}                              | triggers
					""")
	void nonsenseIsRefusedUnderTheNameOfTheFilter(String member, String field) {
		for (String path : List.of("/devices/search", "/devices")) {
			Api.Response response = this.api.get(path, "{" + member + "}");
			assertThat(response.status()).as(response.body()).isEqualTo(422);
			assertThat(response.at("/errors").propertyNames()).containsExactly(field);
			assertThat(response.at("/errors/" + field).toString()).contains("not_");
		}
	}

	@Test
	void filtersWithoutMeasureAreRefused() {
		String corners = IntStream.rangeClosed(0, 500)
			.mapToObj((i) -> Json.of("{'latitude':%s,'longitude':1}", i / 100.0))
			.collect(Collectors.joining(","));
		assertThat(this.api.post("/devices/search", Json.of("{'location':{'within_polygon':[%s]}}", corners))
			.at("/errors/location/0")
			.asString()).isEqualTo("too_long");
		String streams = members("\"s%d\":{\"gt\":1}");
		assertThat(this.api.post("/devices/search", "{\"streams\":{" + streams + "}}").at("/errors").toString())
			.isEqualTo(Json.of("{'streams':['too_long']}"));
		String metadata = members("\"m%d\":{\"match\":\"1\"}");
		assertThat(this.api.post("/devices/search", "{\"metadata\":{" + metadata + "}}").at("/errors").toString())
			.isEqualTo(Json.of("{'metadata':['too_long']}"));
	}

	private static String members(String member) {
		return IntStream.rangeClosed(0, 100).mapToObj(member::formatted).collect(Collectors.joining(","));
	}

	@Test
	void severalErrorsAreNamedAtOnce() {
		assertThat(this.api
			.post("/devices/search?limit=x", Json.of("{'streams':1,'metadata':1,'location':1,'collection':'x'}"))
			.at("/errors")
			.propertyNames()).containsExactlyInAnyOrder("limit", "streams", "metadata", "location", "collection");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[5]", "5", "\"x\"" })
	void bodyMustBeAnObject(String body) {
		assertThat(this.api.post("/devices/search", body).at("/errors").toString())
			.isEqualTo(Json.of("{'body':['not_valid']}"));
	}

	@Test
	void onlyMasterKeysSearch() {
		Api device = this.api.as(this.api.get("/devices/serial/s1").at("/key").asString());
		for (String verb : List.of("GET", "POST")) {
			assertThat(this.api.anonymous().send(verb, "/devices/search", null).status()).isEqualTo(401);
			assertThat(this.api.as("f".repeat(32)).send(verb, "/devices/search", null).status()).isEqualTo(401);
			assertThat(device.send(verb, "/devices/search", null).status()).isEqualTo(403);
		}
	}

	private String id(String serial) {
		return this.api.get("/devices/serial/" + serial).at("/id").asString();
	}

}
