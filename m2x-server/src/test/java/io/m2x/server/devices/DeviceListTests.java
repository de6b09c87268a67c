package io.m2x.server.devices;

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
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceListTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	@BeforeAll
	static void createDevices() {
		Api api = server.api();
		create(api, "Bravo", "public", "s2", "red,green", "down_under");
		create(api, "alpha", "private", "s1", "red", "100% wool");
		create(api, "Charlie", "private", "s3", "blue", "plain");
		String device = "/devices/serial/s1";
		api.put(device + "/streams/t", null);
		api.put(device + "/streams/empty", null);
		api.put(device + "/streams/t/value", Json.of("{'value':5}"));
		api.put(device + "/metadata/a", Json.of("{'value':'1'}"));
		assertThat(
				api.put("/devices/serial/s3", Json.of("{'name':'Charlie','visibility':'private','status':'disabled'}"))
					.status())
			.isEqualTo(204);
	}

	private static void create(Api api, String name, String visibility, String serial, String tags,
			String description) {
		assertThat(api
			.post("/devices",
					"""
							{"name": "%s", "visibility": "%s", "serial": "%s", "tags": "%s", "description": "%s"}"""
						.formatted(name, visibility, serial, tags, description))
			.status()).isEqualTo(201);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			sort=name                   | s2,s3,s1
			sort=name&dir=desc          | s1,s3,s2
			sort=created                | s2,s1,s3
			sort=created&dir=desc       | s3,s1,s2
			sort=serial                 | s1,s2,s3
			sort=last_activity&dir=desc | s1,s3,s2
			''                          | s1,s3,s2
			dir=asc                     | s2,s3,s1
			visibility=public           | s2
			status=disabled             | s3
			name=AR                     | s3
			description=n_u             | s2
			description=0%25            | s1
			description=_               | s2
			tags=red&sort=serial        | s1,s2
			tags=green,%20red           | s2
			tags=red,blue               | ''
			serial=s3,s1&sort=serial    | s1,s3
			limit=2&sort=serial         | s1,s2
			limit=2&page=2&sort=serial  | s3
			unknown=1&sort=serial       | s1,s2,s3
			""")
	void listSortsAndFilters(String query, String expected) {
		assertThat(String.join(",", DeviceFixtures.serials(this.api.get("/devices?" + query)))).isEqualTo(expected);
	}

	@Test
	void parametersMayComeInTheBodyOfAGet() {
		Api.Response response = this.api.get("/devices?sort=name", Json.of("{'limit':1,'page':2,'sort':'serial'}"));
		assertThat(DeviceFixtures.serials(response)).containsExactly("s2");
		assertThat(response.headers().allValues("Link")).containsExactly(
				"<%s/devices?sort=serial&limit=1&page=1>; rel=\"first\"".formatted(this.api.url()),
				"<%s/devices?sort=serial&limit=1&page=3>; rel=\"last\"".formatted(this.api.url()),
				"<%s/devices?sort=serial&limit=1&page=1>; rel=\"prev\"".formatted(this.api.url()),
				"<%s/devices?sort=serial&limit=1&page=3>; rel=\"next\"".formatted(this.api.url()));
	}

	@Test
	void linksCanBeFollowed() {
		Api.Response response = this.api.get("/devices?limit=1&sort=name&name=a%20%26b");
		assertThat(response.headers().allValues("Link").get(0)).isEqualTo(
				"<%s/devices?limit=1&sort=name&name=a%%20%%26b&page=1>; rel=\"first\"".formatted(this.api.url()));
	}

	@Test
	void pageTellsAboutTheWholeList() {
		Api.Response response = this.api.get("/devices?limit=2");
		assertThat(response.json().propertyNames()).containsExactly("devices", "total", "pages", "limit",
				"current_page");
		assertThat(response.at("/total").asInt()).isEqualTo(3);
		assertThat(response.at("/pages").asInt()).isEqualTo(2);
		assertThat(response.at("/limit").asInt()).isEqualTo(2);
		assertThat(response.at("/current_page").asInt()).isEqualTo(1);
		assertThat(this.api.get("/devices").at("/limit").asInt()).isEqualTo(100);
		assertThat(this.api.get("/devices?limit=100000000000000").at("/limit").asInt()).isEqualTo(100);
	}

	@Test
	void limitOfZeroCountsOnly() {
		Api.Response response = this.api.get("/devices?limit=0");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(Json.of("{'devices':[],'total':3,'pages':0,'limit':0,'current_page':1}"));
	}

	@Test
	void pagePastTheEndIsEmpty() {
		Api.Response response = this.api.get("/devices?page=2147483647");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.at("/devices").toString()).isEqualTo("[]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "page=0", "page=-1", "page=x", "page=1.5", "page=99999999999999999999", "page=",
			"limit=-1", "limit=ten", "limit=1e1", "sort=color", "dir=up", "visibility=secret", "status=x", "name=%00",
			"include_metadata=maybe" })
	void nonsenseIsRefused(String query) {
		Api.Response response = this.api.get("/devices?" + query);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors/" + query.substring(0, query.indexOf('=')) + "/0").asString())
			.isEqualTo("not_valid");
	}

	@Test
	void currentValuesOnDemand() {
		String query = "/devices?serial=s1&include_stream_values=";
		assertThat(this.api.get(query + "true").at("/devices/0/streams/values").toString())
			.isEqualTo(Json.of("{'t':5,'empty':null}"));
		assertThat(this.api.get(query + "t,unknown").at("/devices/0/streams/values").toString())
			.isEqualTo(Json.of("{'t':5}"));
		assertThat(this.api.get(query + "false").at("/devices/0/streams").propertyNames()).containsExactly("count",
				"url");
		assertThat(this.api.get("/devices", Json.of("{'serial':'s3','include_stream_values':true}"))
			.at("/devices/0/streams/values")
			.toString()).isEqualTo("{}");
	}

	@Test
	void currentValuesAreShortened() {
		String device = this.api.deviceWithStreams();
		String names = IntStream.range(0, 900)
			.mapToObj((i) -> Json.of("{'name':'s%s','type':'alphanumeric'}", i))
			.collect(Collectors.joining(","));
		this.api.put(device + "/streams", Json.of("{'streams':[%s]}", names));
		for (int first = 0; first < 900; first += 450) {
			String values = IntStream.range(first, first + 450)
				.mapToObj((i) -> "\"s" + i + "\":\"" + "x".repeat(10_000) + "\"")
				.collect(Collectors.joining(","));
			assertThat(this.api.post(device + "/update", "{\"values\":{" + values + "}}").status()).isEqualTo(202);
		}
		JsonNode streams = this.api.get("/devices?include_stream_values=true&limit=1").at("/devices/0/streams");
		assertThat(streams.get("count").asInt()).isEqualTo(900);
		assertThat(streams.get("values").size()).isEqualTo(799);
		this.api.delete(device);
	}

	@Test
	void metadataOnDemand() {
		assertThat(this.api.get("/devices?serial=s1&include_metadata=true").at("/devices/0/metadata").toString())
			.isEqualTo(Json.of("{'a':'1'}"));
		assertThat(this.api.get("/devices?serial=s1").at("/devices/0").has("metadata")).isFalse();
	}

	@Test
	void tagsAreListedAsFarAsTheyFitIntoAnAnswer() {
		Api owner = this.api.as(server.server().createAccount("tagger"));
		TestContext.jdbc(server.server())
			.sql("""
					INSERT INTO device_tags (device_id, tag, position)
					SELECT d.id, SUBSTR(CONCAT(:a, x), 1 + LENGTH(CAST(x AS VARCHAR))), x FROM devices d
					CROSS JOIN %s WHERE d.public_id = :id""".formatted(TestContext.numbers(1, 40_000)))
			.param("a", "a".repeat(250))
			.param("id", owner.createDevice().get("id").asString())
			.update();
		Api.Response response = owner.get("/devices/tags");
		assertThat(response.at("/tags").size()).isGreaterThan(20_000);
		assertThat(response.body().length()).isBetween(7_000_000, 8_000_100);
	}

	@Test
	void tagsAreCounted() {
		assertThat(this.api.get("/devices/tags").body()).isEqualTo(Json.of("{'tags':{'blue':1,'green':1,'red':2}}"));
	}

}
