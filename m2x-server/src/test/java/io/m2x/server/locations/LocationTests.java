package io.m2x.server.locations;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class LocationTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	private String path;

	@BeforeEach
	void createDevice() {
		this.device = this.api.deviceWithStreams();
		this.path = this.device + "/location";
	}

	private void put(int second) {
		assertThat(
				this.api
					.put(this.path,
							"""
									{"latitude": %1$d, "longitude": %1$d, "timestamp": "2017-03-05T08:00:0%1$dZ"}"""
								.formatted(second))
					.status())
			.isEqualTo(202);
	}

	@Test
	void deviceThatWasNeverLocatedHasNoContent() {
		Api.Response response = this.api.get(this.path);
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("Content-Type")).isEmpty();
		assertThat(this.api.get(this.path + "/waypoints").body()).isEqualTo(Json.of("{'waypoints':[]}"));
	}

	@Test
	void putIsAcceptedAndBecomesAWaypoint() {
		Api.Response response = this.api.put(this.path, """
				{"name": "Bed 3", "latitude": "48.137", "longitude": 11.575, "elevation": 519.5,
				"timestamp": "2017-03-05T08:15:30.250Z"}""");
		assertThat(response.status()).isEqualTo(202);
		assertThat(response.body()).isEqualTo(Json.of("{'status':'accepted'}"));
		String location = """
				"name":"Bed 3","latitude":"48.137","longitude":11.575,"elevation":519.5,\
				"timestamp":"2017-03-05T08:15:30.250Z\"""";
		assertThat(this.api.get(this.path).body()).isEqualTo("{" + location + ",\"waypoints\":[{" + location + "}]}");
		assertThat(this.api.get(this.device).at("/location").toString()).isEqualTo("{" + location + "}");
		this.api.put(this.path, Json.of("{'latitude':1,'longitude':2}"));
		assertThat(this.api.get(this.path).at("/name").isNull()).isTrue();
		assertThat(this.api.get(this.path).at("/elevation").isNull()).isTrue();
		assertThat(this.api.get(this.path).at("/waypoints").size()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{}                                                        | {"latitude":["not_present"],"longitude":["not_present"]}
					{"latitude": 1}                                           | {"longitude":["not_present"]}
					{"latitude": 90.1, "longitude": -180.1}                   | {"latitude":["not_valid"],"longitude":["not_valid"]}
					{"latitude": "north", "longitude": 1}                     | {"latitude":["not_valid"]}
					{"latitude": 1e999, "longitude": 1}                       | {"latitude":["not_valid"]}
					{"latitude": 1, "longitude": 1, "elevation": "high"}      | {"elevation":["not_valid"]}
					{"latitude": 1, "longitude": 1, "name": 5}                | {"name":["not_valid"]}
					{"latitude": 1, "longitude": 1, "timestamp": "now"}       | {"timestamp":["not_valid"]}
					""")
	void putRefusesBadInput(String body, String errors) {
		Api.Response response = this.api.put(this.path, body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
		assertThat(this.api.get(this.path).status()).isEqualTo(204);
	}

	@Test
	void edgesOfTheWorldAreValid() {
		assertThat(this.api.put(this.path, Json.of("{'latitude':90,'longitude':-180}")).status()).isEqualTo(202);
		assertThat(this.api.put(this.path, Json.of("{'latitude':-90,'longitude':180}")).status()).isEqualTo(202);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			48.137     | 11.575      | 519    | 48.137,11.575,519
			'48.137'   | '11.575'    | '519'  | '48.137','11.575','519'
			'48'       | 11.5        | '5.50' | '48',11.5,'5.5'
			1          | '-2.0'      | null   | 1.0,'-2',null
			'0.00025'  | ' 1.5e1 '   | '1e7'  | '0.00025','15','10000000'
			0.00025    | '-0.000125' | 1.25e7 | 0.00025,'-0.000125',12500000
			""")
	void coordinatesComeBackInTheTypeTheyWereWrittenIn(String latitude, String longitude, String elevation,
			String expected) {
		String body = Json.of("{'latitude':%s,'longitude':%s,'elevation':%s}", latitude, longitude, elevation)
			.replace('\'', '"');
		String[] texts = expected.replace('\'', '"').split(",");
		String coordinates = "\"latitude\":%s,\"longitude\":%s,\"elevation\":%s,".formatted((Object[]) texts);
		assertThat(this.api.put(this.path, body).status()).isEqualTo(202);
		assertThat(this.api.get(this.path).body()).containsSubsequence(coordinates, "waypoints", coordinates);
		assertThat(this.api.get(this.path + "/waypoints").body()).contains(coordinates);
		assertThat(this.api.get(this.device).body()).contains("\"location\":{\"name\":null," + coordinates);
		this.api.put(this.device + "/streams/t", "{}");
		this.api.post(this.device + "/update", Json.of("{'values':{'t':1},'location':{'latitude':5,'longitude':'6'}}"));
		assertThat(this.api.get(this.device).body())
			.contains("\"latitude\":5.0,\"longitude\":\"6\",\"elevation\":null,");
	}

	@Test
	void textsAreFoundAsNumbersAndDeletedWithTheirWaypoint() {
		this.api.put(this.path, Json.of("{'latitude':10,'longitude':20,'timestamp':'2017-03-05T08:00:00Z'}"));
		this.api.put(this.path,
				Json.of("{'latitude':'48.137','longitude':'11.575','timestamp':'2017-03-05T08:00:01Z'}"));
		assertThat(this.api.post("/devices/search", "{\"ids\":\"" + this.device.substring("/devices/".length()) + """
				","location":{"within_circle":{"center":{"latitude":"48.1","longitude":11.5},"radius":{"km":10}}}}""")
			.at("/devices/0/location/latitude")
			.toString()).isEqualTo("\"48.137\"");
		this.api.delete(this.path + "/waypoints?from=2017-03-05T08:00:01Z&end=2017-03-05T08:00:01Z");
		assertThat(this.api.get(this.device).at("/location/latitude").toString()).isEqualTo("10.0");
		this.api.delete(this.path + "/waypoints?from=2017-03-05T08:00:00Z&end=2017-03-05T08:00:01Z");
		assertThat(this.api.get(this.device).at("/location").toString()).isEqualTo("{}");
	}

	@Test
	void waypointsAreNewestFirst() {
		put(1);
		put(3);
		put(2);
		assertThat(this.api.get(this.path + "/waypoints").at("/waypoints").findValuesAsString("latitude"))
			.containsExactly("3.0", "2.0", "1.0");
		assertThat(this.api.get(this.path + "/waypoints?limit=2").at("/waypoints").size()).isEqualTo(2);
		assertThat(this.api.get(this.path + "/waypoints?length=1").at("/waypoints").size()).isEqualTo(1);
		assertThat(this.api.get(this.path + "/waypoints?limit=100000").status()).isEqualTo(200);
		assertThat(this.api.get(this.path + "/waypoints?limit=x").at("/errors/limit/0").asString())
			.isEqualTo("not_valid");
		assertThat(this.api.get(this.path).at("/latitude").asDouble()).isEqualTo(3);
		assertThat(this.api.get(this.device).at("/location/latitude").asDouble()).isEqualTo(3);
	}

	@Test
	void manyWaypointsAreDeletedAndNoOthers() {
		TestContext.jdbc(server.server())
			.sql("""
					INSERT INTO waypoints (device_id, at_ms, latitude, longitude)
					SELECT d.id, x * 1000, 1, 2 FROM devices d CROSS JOIN %s
					WHERE d.public_id = :id""".formatted(TestContext.numbers(0, 25_000)))
			.param("id", this.device.substring("/devices/".length()))
			.update();
		String range = "/waypoints?from=1970-01-01T00:00:01Z&end=1970-01-01T";
		assertThat(this.api.delete(this.path + range + "06:56:39.999Z").status()).isEqualTo(204);
		assertThat(this.api.get(this.path + "/waypoints").at("/waypoints").findValuesAsString("timestamp"))
			.containsExactly("1970-01-01T06:56:40.000Z", "1970-01-01T00:00:00.000Z");
		assertThat(this.api.delete(this.path + range + "23:00:00Z").status()).isEqualTo(204);
		assertThat(this.api.get(this.device).at("/location/timestamp").asString())
			.isEqualTo("1970-01-01T00:00:00.000Z");
		assertThat(this.api.delete(this.device).status()).isEqualTo(204);
		assertThat(this.api.get(this.device).status()).isEqualTo(404);
	}

	@Test
	void deletedWaypointsNoLongerCount() {
		put(1);
		put(2);
		put(3);
		Api.Response response = this.api.delete(this.path + "/waypoints",
				Json.of("{'from':'2017-03-05T08:00:02Z','end':'2017-03-05T08:00:03Z'}"));
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(response.header("Content-Type")).isNull();
		assertThat(this.api.get(this.path).at("/waypoints").size()).isEqualTo(1);
		assertThat(this.api.get(this.device).at("/location/latitude").asDouble()).isEqualTo(1);
		this.api.delete(this.path + "/waypoints?from=2017-03-05T08:00:01Z&end=2017-03-05T08:00:01Z");
		assertThat(this.api.get(this.path).status()).isEqualTo(204);
		assertThat(this.api.get(this.device).at("/location").toString()).isEqualTo("{}");
	}

	@Test
	void deleteNeedsBothEnds() {
		assertThat(this.api.delete(this.path + "/waypoints").at("/errors").toString())
			.isEqualTo(Json.of("{'from':['not_present'],'end':['not_present']}"));
		assertThat(this.api.delete(this.path).status()).isEqualTo(405);
	}

}
