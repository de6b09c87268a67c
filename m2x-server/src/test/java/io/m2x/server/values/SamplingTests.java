package io.m2x.server.values;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class SamplingTests {

	private static final String RANGE = "start=2017-03-05T08:00:00Z&end=2017-03-05T09:00:00Z";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static String device;

	private final Api api = server.api();

	@BeforeAll
	static void createValues() {
		Api api = server.api();
		device = api.deviceWithStreams("t", "none", "old");
		api.put(device + "/streams/text", Json.of("{'type':'alphanumeric'}"));
		assertThat(api.post(device + "/streams/t/values", """
				{"values": [{"timestamp": "2017-03-05T08:15:30Z", "value": 10},
				{"timestamp": "2017-03-05T08:15:39.999Z", "value": 20},
				{"timestamp": "2017-03-05T08:15:40Z", "value": 30},
				{"timestamp": "2017-03-05T08:17:00Z", "value": 40},
				{"timestamp": "2017-03-05T08:17:05Z", "value": 50}]}""").status()).isEqualTo(202);
		assertThat(api.post(device + "/streams/old/values", """
				{"values": [{"timestamp": "1969-12-31T23:59:55Z", "value": 1},
				{"timestamp": "1970-01-01T00:00:05Z", "value": 2}]}""").status()).isEqualTo(202);
	}

	private String samples(String query) {
		StringBuilder samples = new StringBuilder();
		Api.Response response = this.api.get(device + "/streams/t/sampling?" + RANGE + "&" + query);
		assertThat(response.status()).as(response.body()).isEqualTo(200);
		response.at("/values")
			.values()
			.forEach((sample) -> samples.append(sample.get("timestamp").asString(), 14, 23)
				.append('=')
				.append(sample.get("value"))
				.append(' '));
		return samples.toString().strip();
	}

	@ParameterizedTest
	@CsvSource({ "interval=10,17:00.000=45.0 15:40.000=30.0 15:30.000=15.0",
			"interval=10&type=avg,17:00.000=45.0 15:40.000=30.0 15:30.000=15.0",
			"interval=10&type=sum,17:00.000=90.0 15:40.000=30.0 15:30.000=30.0",
			"interval=10&type=min,17:00.000=40.0 15:40.000=30.0 15:30.000=10.0",
			"interval=10&type=max,17:00.000=50.0 15:40.000=30.0 15:30.000=20.0",
			"interval=10&type=count,17:00.000=2.0 15:40.000=1.0 15:30.000=2.0",
			"interval=10&type=stddev,17:00.000=5.0 15:40.000=0.0 15:30.000=5.0", "interval=3600,00:00.000=30.0",
			"interval=10&limit=1,17:00.000=45.0",
			"interval=10&min=20&max=40,17:00.000=40.0 15:40.000=30.0 15:30.000=20.0",
			"interval=2&type=nth,17:00.000=40.0 15:39.999=20.0",
			"interval=1&type=nth&limit=2,17:05.000=50.0 17:00.000=40.0", "interval=6&type=nth,''" })
	void bucketsAreAlignedAndEmptyOnesLeftOut(String query, String expected) {
		assertThat(samples(query)).isEqualTo(expected);
	}

	@Test
	void responseNamesItsRange() {
		Api.Response response = this.api.get(device + "/streams/t/sampling?interval=3600&type=sum&" + RANGE);
		assertThat(response.body()).isEqualTo("""
				{"start":"2017-03-05T08:00:00.000Z","interval":3600,"end":"2017-03-05T09:00:00.000Z",\
				"values":[{"timestamp":"2017-03-05T08:00:00.000Z","value":150.0}]}""");
	}

	@Test
	void windowIsAThousandIntervalsByDefault() {
		Api.Response response = this.api.get(device + "/streams/t/sampling", Json.of("{'interval':'7'}"));
		Instant start = Instant.parse(response.at("/start").asString());
		Instant end = Instant.parse(response.at("/end").asString());
		assertThat(Duration.between(start, end)).isEqualTo(Duration.ofSeconds(7000));
		assertThat(response.at("/values").toString()).isEqualTo("[]");
	}

	@Test
	void bucketsBefore1970BeginAtMultiplesToo() {
		Api.Response response = this.api.get(device + "/streams/old/sampling?interval=10&start=1969-01-01T00:00:00Z");
		assertThat(response.at("/values").toString()).isEqualTo("""
				[{"timestamp":"1970-01-01T00:00:00.000Z","value":2.0},\
				{"timestamp":"1969-12-31T23:59:50.000Z","value":1.0}]""");
	}

	@ParameterizedTest
	@CsvSource({ "interval=0,interval,not_valid", "interval=-5,interval,not_valid", "interval=x,interval,not_valid",
			"interval=1.5,interval,not_valid", "interval=99999999999999,interval,not_valid",
			"type=avg,interval,not_present", "interval=1&type=median,type,not_valid",
			"interval=1&limit=-1,limit,not_valid", "interval=1&start=x,start,not_valid" })
	void nonsenseIsRefused(String query, String field, String code) {
		Api.Response response = this.api.get(device + "/streams/t/sampling?" + query);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'%s':['%s']}", field, code));
	}

	@Test
	void greatestIntervalIsAccepted() {
		Api.Response response = this.api.get(device + "/streams/t/sampling?interval=1000000000");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.at("/start").asString()).isEqualTo("0001-01-01T00:00:00.000Z");
	}

	@Test
	void limitIsLoweredSilently() {
		assertThat(this.api.get(device + "/streams/t/sampling?interval=1&limit=99999").status()).isEqualTo(200);
	}

	@Test
	void statsAreFloatsOfTheWholePopulation() {
		Api.Response response = this.api.get(device + "/streams/t/stats?" + RANGE);
		assertThat(response.body()).isEqualTo("""
				{"start":"2017-03-05T08:00:00.000Z","end":"2017-03-05T09:00:00.000Z",\
				"stats":{"count":5.0,"min":10.0,"max":50.0,"avg":30.0,"stddev":14.142136}}""");
		assertThat(this.api.get(device + "/streams/t/stats", Json.of("{'min':20,'max':'30'}")).at("/stats").toString())
			.isEqualTo(Json.of("{'count':2.0,'min':20.0,'max':30.0,'avg':25.0,'stddev':5.0}"));
		assertThat(this.api.get(device + "/streams/t/stats").json().propertyNames()).containsExactly("end", "stats");
	}

	@Test
	void statsWithoutValues() {
		assertThat(this.api.get(device + "/streams/none/stats").at("/stats").toString())
			.isEqualTo(Json.of("{'count':0.0,'min':null,'max':null,'avg':null,'stddev':null}"));
	}

	@Test
	void hugeValuesOverflowToNull() {
		String path = this.api.deviceWithStreams("huge") + "/streams/huge";
		this.api.post(path + "/values", """
				{"values": [{"timestamp": "2017-03-05T08:15:30Z", "value": 1.7e308},
				{"timestamp": "2017-03-05T08:15:31Z", "value": 1.7e308}]}""");
		Api.Response stats = this.api.get(path + "/stats");
		assertThat(stats.status()).isEqualTo(200);
		assertThat(stats.at("/stats/max").asDouble()).isEqualTo(1.7e308);
		Api.Response sampling = this.api.get(path + "/sampling?interval=3600&type=sum&" + RANGE);
		assertThat(sampling.status()).isEqualTo(200);
		assertThat(sampling.at("/values/0/value").isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stats", "sampling?interval=1" })
	void textStreamsHaveNone(String operation) {
		Api.Response response = this.api.get(device + "/streams/text/" + operation);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'type':['not_valid']}"));
	}

}
