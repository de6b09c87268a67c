package io.m2x.server.values;

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

class UpdateTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	@BeforeEach
	void createStreams() {
		this.device = this.api.deviceWithStreams("a", "b");
		this.api.put(this.device + "/streams/mode", Json.of("{'type':'alphanumeric'}"));
	}

	private String values(String query) {
		return this.api.get(this.device + "/values?" + query).at("/values").toString();
	}

	@Test
	void updateWritesOneValuePerStream() {
		Api.Response response = this.api.post(this.device + "/update", """
				{"timestamp": "2017-03-05T08:15:30.250Z", "values": {"mode": "auto", "a": 21.5, "b": "64"},
				"location": {"name": "Bed 3", "latitude": 48.137, "longitude": 11.575, "elevation": 519}}""");
		assertThat(response.status()).isEqualTo(202);
		assertThat(response.body()).isEqualTo(Json.of("{'status':'accepted'}"));
		assertThat(values("")).isEqualTo("""
				[{"timestamp":"2017-03-05T08:15:30.250Z","values":{"a":21.5,"b":64.0,"mode":"auto"}}]""");
		assertThat(this.api.get(this.device).at("/location").toString()).isEqualTo("""
				{"name":"Bed 3","latitude":48.137,"longitude":11.575,"elevation":519,\
				"timestamp":"2017-03-05T08:15:30.250Z"}""");
	}

	@Test
	void updatesWritesManyValuesWithLocations() {
		Api.Response response = this.api.post(this.device + "/updates", """
				{"values": {"a": [{"timestamp": "2017-03-05T08:10:30Z", "value": 20,
				"location": {"latitude": 1, "longitude": 2}}, {"timestamp": "2017-03-05T08:15:30Z", "value": 21.5}],
				"b": [{"timestamp": "2017-03-05T08:10:30Z", "value": 64}]}}""");
		assertThat(response.status()).isEqualTo(202);
		assertThat(values("")).isEqualTo("""
				[{"timestamp":"2017-03-05T08:15:30.000Z","values":{"a":21.5}},\
				{"timestamp":"2017-03-05T08:10:30.000Z","values":{"a":20.0,"b":64.0}}]""");
		assertThat(this.api.get(this.device + "/location").at("/timestamp").asString())
			.isEqualTo("2017-03-05T08:10:30.000Z");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					update  | {}                                                          | {"values":["not_present"]}
					update  | {"values": {}}                                              | {"values":["not_present"]}
					update  | {"values": []}                                              | {"values":["not_present"]}
					update  | {"values": 5}                                               | {"values":["not_valid"]}
					update  | {"values": {"a": 1, "ghost": 1}}                            | {"ghost":["not_found"]}
					update  | {"values": {"a": "x", "mode": true}}                        | {"a":["not_valid"],"mode":["not_valid"]}
					update  | {"values": {"a": null}}                                     | {"a":["not_present"]}
					update  | {"values": {"a": 1}, "timestamp": "x"}                      | {"timestamp":["not_valid"]}
					update  | {"values": {"a": 1}, "location": {"latitude": 1}}           | {"location":["not_present"]}
					update  | {"values": {"a": 1}, "location": {"latitude": 91, "longitude": 1}} | {"location":["not_valid"]}
					update  | {"values": {"a": 1}, "location": 5}                         | {"location":["not_valid"]}
					updates | {"values": {"a": [], "b": [{"value": 1}]}}                  | {"a":["not_present"]}
					updates | {"values": {"a": {"value": 1}}}                             | {"a":["not_valid"]}
					updates | {"values": {"a": [5]}}                                      | {"a":["not_valid"]}
					updates | {"values": {"a": [{"value": 1}], "ghost": [{"value": 1}]}}  | {"ghost":["not_found"]}
					updates | {"values": {"a": [{"value": 1}, {"value": "x"}]}}           | {"a":["not_valid"]}
					updates | {"values": {"a": [{"value": 1, "timestamp": 5}]}}           | {"a":["not_valid"]}
					updates | {"values": {"a": [{"value": 1, "location": {"latitude": 1}}]}} | {"a":["not_present"]}
					updates | [{"values": {}}]                                            | {"body":["not_valid"]}
					""")
	void oneBadMemberSpoilsTheRequest(String operation, String body, String errors) {
		Api.Response response = this.api.post(this.device + "/" + operation, body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(errors);
		assertThat(values("")).isEqualTo("[]");
		assertThat(this.api.get(this.device + "/location").status()).isEqualTo(204);
	}

	@Test
	void updatesMayBringTenThousandValuesInAll() {
		String series = IntStream.range(0, 5001)
			.mapToObj((i) -> Json.of("{'value':1}"))
			.collect(Collectors.joining(","));
		Api.Response response = this.api.post(this.device + "/updates",
				Json.of("{'values':{'a':[%s],'b':[%s]}}", series, series));
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'values':['too_long']}"));
	}

	@Test
	void listAcrossStreamsFiltersAndLimits() {
		this.api.post(this.device + "/updates",
				"""
						{"values": {"a": [{"timestamp": "2017-03-05T08:00:01Z", "value": 1},
						{"timestamp": "2017-03-05T08:00:03Z", "value": 3}, {"timestamp": "2017-03-05T08:00:05Z", "value": 5}],
						"b": [{"timestamp": "2017-03-05T08:00:02Z", "value": 2}, {"timestamp": "2017-03-05T08:00:03Z", "value": 3},
						{"timestamp": "2017-03-05T08:00:04Z", "value": 4}]}}""");
		assertThat(times("limit=3")).isEqualTo("05=a 04=b 03=a,b");
		assertThat(times("limit=1&streams=b")).isEqualTo("04=b");
		assertThat(times("streams=b,%20ghost")).isEqualTo("04=b 03=b 02=b");
		assertThat(times("start=2017-03-05T08:00:02Z&end=2017-03-05T08:00:03Z")).isEqualTo("03=a,b 02=b");
		assertThat(times("limit=0")).isEmpty();
		Api.Response response = this.api.get(this.device + "/values",
				Json.of("{'streams':['a'],'end':'2017-03-05T08:00:01Z','limit':50000}"));
		assertThat(response.body()).isEqualTo("""
				{"limit":10000,"end":"2017-03-05T08:00:01.000Z",\
				"values":[{"timestamp":"2017-03-05T08:00:01.000Z","values":{"a":1.0}}]}""");
		assertThat(this.api.get(this.device + "/values?limit=x").status()).isEqualTo(422);
	}

	private String times(String query) {
		return this.api.get(this.device + "/values?" + query)
			.at("/values")
			.values()
			.stream()
			.map((row) -> row.get("timestamp").asString().substring(17, 19) + "="
					+ String.join(",", row.get("values").propertyNames()))
			.collect(Collectors.joining(" "));
	}

}
