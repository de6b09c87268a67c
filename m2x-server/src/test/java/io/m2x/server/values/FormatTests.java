package io.m2x.server.values;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class FormatTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private static final String RANGE = "?start=2017-03-05T08:00:00Z&end=2017-03-05T09:00:00Z";

	private final Api api = server.api();

	private String device;

	@BeforeEach
	void createValues() {
		this.device = this.api.deviceWithStreams("t", "h");
		this.api.put(this.device + "/streams/mode", Json.of("{'type':'alphanumeric'}"));
		this.api.post(this.device + "/updates", """
				{"values": {"t": [{"timestamp": "2017-03-05T08:00:01Z", "value": 20},
				{"timestamp": "2017-03-05T08:00:02.250Z", "value": 21.5}],
				"mode": [{"timestamp": "2017-03-05T08:00:01Z", "value": "auto"}]}}""");
	}

	private void mode(String... values) {
		for (int i = 0; i < values.length; i++) {
			String value = new JsonMapper().writeValueAsString(values[i]);
			this.api.put(this.device + "/streams/mode/value",
					Json.of("{'timestamp':'2017-03-05T08:00:0%sZ','value':%s}", i, value));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/streams/t/values               | timestamp,t\\n2017-03-05T08:00:02.250Z,21.5\\n2017-03-05T08:00:01.000Z,20.0\\n
					/streams/h/values               | timestamp,h\\n
					/streams/mode/values            | timestamp,mode\\n2017-03-05T08:00:01.000Z,"auto"\\n
					/streams/t/sampling?interval=60&type=sum | timestamp,t\\n2017-03-05T08:00:00.000Z,41.5\\n
					/streams/t/stats                | count,min,max,avg,stddev\\n2.0,20.0,21.5,20.75,0.75\\n
					/streams/h/stats                | count,min,max,avg,stddev\\n0.0,,,,\\n
					/values                         | timestamp,t,h,mode\\n2017-03-05T08:00:02.250Z,21.5,,\\n2017-03-05T08:00:01.000Z,20.0,,"auto"\\n
					/values?streams=mode,t          | timestamp,t,mode\\n2017-03-05T08:00:02.250Z,21.5,\\n2017-03-05T08:00:01.000Z,20.0,"auto"\\n
					/values?streams=none            | timestamp\\n
					/values/search?streams=mode     | timestamp,mode\\n2017-03-05T08:00:01.000Z,"auto"\\n
					""")
	void csvHasOneLinePerRow(String path, String expected) {
		String csv = path.contains("?") ? path.replace("?", ".csv" + RANGE + "&") : path + ".csv" + RANGE;
		Api.Response response = this.api.get(this.device + csv);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).isEqualTo("text/csv; charset=UTF-8");
		assertThat(response.headers().allValues("Vary")).containsExactly("Accept-Encoding", "Accept");
		assertThat(response.body()).isEqualTo(expected.replace("\\n", "\r\n"));
	}

	@Test
	void csvQuotesWhatNeedsQuotes() {
		mode("plain", "", "a,b", "say \"hi\"", "two\nlines", "Küche \uD83C\uDF31", " blanks ", "cr\rhere", "'", "\"");
		assertThat(this.api.get(this.device + "/streams/mode/values.csv").body()).isEqualTo("""
				timestamp,mode\r
				2017-03-05T08:00:09.000Z,""\""\r
				2017-03-05T08:00:08.000Z,"'"\r
				2017-03-05T08:00:07.000Z,"cr\rhere"\r
				2017-03-05T08:00:06.000Z," blanks "\r
				2017-03-05T08:00:05.000Z,"Küche \uD83C\uDF31"\r
				2017-03-05T08:00:04.000Z,"two
				lines"\r
				2017-03-05T08:00:03.000Z,"say ""hi""\"\r
				2017-03-05T08:00:02.000Z,"a,b"\r
				2017-03-05T08:00:01.000Z,""\r
				2017-03-05T08:00:00.000Z,"plain"\r
				""");
	}

	@Test
	void csvKeepsEveryDigit() {
		double[] numbers = { 0.1 + 0.2, 1e-300, Double.MAX_VALUE, Double.MIN_VALUE, -0.0, 9007199254740994d };
		for (double number : numbers) {
			this.api.put(this.device + "/streams/h/value", Json.of("{'value':%s}", number));
			String csv = this.api.get(this.device + "/streams/h/values.csv?limit=1").body();
			String cell = csv.substring(csv.lastIndexOf(',') + 1).strip();
			assertThat(Double.parseDouble(cell)).isEqualTo(number);
			this.api.delete(this.device + "/streams/h");
			this.api.put(this.device + "/streams/h", "{}");
		}
	}

	@Test
	void csvOfManyColumnsAndTimesIsShortened() {
		String names = IntStream.range(0, 997)
			.mapToObj((i) -> Json.of("{'name':'s%s'}", i))
			.collect(Collectors.joining(","));
		assertThat(this.api.put(this.device + "/streams", Json.of("{'streams':[%s]}", names)).status()).isEqualTo(200);
		String values = IntStream.range(0, 10_000)
			.mapToObj((i) -> Json.of("{'timestamp':'%s','value':1}", Instant.ofEpochMilli(i)))
			.collect(Collectors.joining(","));
		this.api.post(this.device + "/streams/h/values", Json.of("{'values':[%s]}", values));
		assertThat(this.api.get(this.device + "/values.csv?limit=10000").body().lines().count())
			.isEqualTo(1 + 8_000_000 / 1001);
		assertThat(this.api.get(this.device + "/values.csv?limit=10000&streams=h").body().lines().count())
			.isEqualTo(1 + 10_000);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/streams/t/values", "/streams/t/sampling", "/streams/t/stats", "/values", "/values/search" })
	void jsonIsWhatThereIsWithoutSuffix(String path) throws Exception {
		String query = RANGE + "&interval=60";
		Api.Response plain = this.api.get(this.device + path + query);
		Api.Response json = this.api.get(this.device + path + ".json" + query);
		assertThat(plain.status()).isEqualTo(200);
		assertThat(json.status()).isEqualTo(200);
		assertThat(json.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
		assertThat(json.body()).isEqualTo(plain.body());
		assertThat(this.api.get(this.device + path + ".json" + query + "&pretty").body()).startsWith("{\n  \"");
		HttpResponse<byte[]> packed = bytes(this.device + path + ".msgpack" + query);
		assertThat(packed.statusCode()).isEqualTo(200);
		assertThat(packed.headers().firstValue("Content-Type")).contains("application/msgpack");
		try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(packed.body())) {
			assertSame(unpacker.unpackValue(), plain.json());
			assertThat(unpacker.hasNext()).isFalse();
		}
	}

	private HttpResponse<byte[]> bytes(String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.api.url() + path))
			.header("X-M2X-KEY", this.api.key())
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
	}

	private static void assertSame(Value value, JsonNode json) {
		if (json.isObject()) {
			assertThat(value.asMapValue().size()).isEqualTo(json.size());
			value.asMapValue()
				.map()
				.forEach((name, member) -> assertSame(member, json.get(name.asStringValue().asString())));
		}
		else if (json.isArray()) {
			List<Value> elements = value.asArrayValue().list();
			assertThat(elements).hasSize(json.size());
			IntStream.range(0, elements.size()).forEach((i) -> assertSame(elements.get(i), json.get(i)));
		}
		else if (json.isIntegralNumber()) {
			assertThat(value.asIntegerValue().asLong()).isEqualTo(json.longValue());
		}
		else if (json.isNumber()) {
			assertThat(value.asFloatValue().toDouble()).isEqualTo(json.doubleValue());
		}
		else if (json.isNull()) {
			assertThat(value.isNilValue()).isTrue();
		}
		else {
			assertThat(value.asStringValue().asString()).isEqualTo(json.stringValue());
		}
	}

	@Test
	void missingFiguresAreNilInMessagePack() throws Exception {
		HttpResponse<byte[]> packed = bytes(this.device + "/streams/h/stats.msgpack" + RANGE);
		try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(packed.body())) {
			assertSame(unpacker.unpackValue(), this.api.get(this.device + "/streams/h/stats" + RANGE).json());
		}
	}

	@Test
	void suffixesWorkBySerialToo() {
		this.api.put(this.device, Json.of("{'name':'N','visibility':'private','serial':'streams'}"));
		for (String path : new String[] { "/values.csv", "/values/search.csv", "/streams/t/values.csv",
				"/streams/t/stats.csv", "/streams/t/sampling.csv" }) {
			String query = RANGE + "&interval=60";
			Api.Response bySerial = this.api.get("/devices/serial/streams" + path + query);
			assertThat(bySerial.status()).as(path).isEqualTo(200);
			assertThat(bySerial.body()).isEqualTo(this.api.get(this.device + path + query).body());
		}
	}

	@Test
	void streamsAndFieldsMayBeNamedLikeSuffixes() {
		for (String name : new String[] { "values.csv", "a.csv", "values", "stats.json", "search.msgpack" }) {
			assertThat(this.api.put(this.device + "/streams/" + name, "{}").status()).isEqualTo(201);
			assertThat(this.api.get(this.device + "/streams/" + name).at("/name").asString()).isEqualTo(name);
			assertThat(this.api.get(this.device + "/streams/" + name + "/values").at("/values").toString())
				.isEqualTo("[]");
			assertThat(this.api.get(this.device + "/streams/" + name + "/values.csv").body())
				.isEqualTo("timestamp," + name + "\r\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/values.xml", "/values.", "/values.CSV", "/values.csv.csv", "/valuesXcsv",
			"/values.jsonx", "/streams/t/values.xml", "/streams/t/stats.xml", "/streams/t/value.json",
			"/values/search.xml", "/location.json", "/streams.json", "/metadata.csv" })
	void otherSuffixesAreUnknownPaths(String path) {
		Api.Response response = this.api.get(this.device + path);
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.body()).isEqualTo(Json.of("{'message':'The specified resource does not exist'}"));
	}

	@Test
	void suffixesAreForReading() {
		Api.Response post = this.api.post(this.device + "/streams/t/values.json", Json.of("{'values':[{'value':1}]}"));
		assertThat(post.status()).isEqualTo(405);
		assertThat(post.header("Allow")).isEqualTo("GET");
		assertThat(this.api.delete(this.device + "/streams/t/values.csv" + RANGE).status()).isEqualTo(405);
		assertThat(this.api.delete(this.device + "/streams/t/stats").status()).isEqualTo(405);
	}

	@Test
	void errorsAreJsonWhateverTheSuffix() {
		for (String suffix : new String[] { "", ".json", ".csv", ".msgpack" }) {
			for (Api.Response response : List.of(this.api.get(this.device + "/streams/t/values" + suffix + "?limit=x"),
					this.api.get(this.device + "/streams/mode/stats" + suffix),
					this.api.get(this.device + "/streams/missing/values" + suffix),
					this.api.anonymous().get(this.device + "/values" + suffix))) {
				assertThat(response.status()).isIn(401, 404, 422);
				assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
				assertThat(response.json().has("message")).isTrue();
			}
		}
	}

	@Test
	void acceptDoesNotChooseTheFormat() {
		Api.Response response = this.api.send("GET", this.device + "/values.csv", null, "Accept", "application/json");
		assertThat(response.header("Content-Type")).isEqualTo("text/csv; charset=UTF-8");
		response = this.api.send("GET", this.device + "/values", null, "Accept", "application/json,text/csv");
		assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
	}

}
