package io.m2x.server.values;

import java.time.Duration;
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

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;
import io.m2x.server.web.Timestamps;

import static org.assertj.core.api.Assertions.assertThat;

class ValueTests {

	private static final String T = "2017-03-05T08:15:";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	private String stream;

	@BeforeEach
	void createStreams() {
		this.device = this.api.deviceWithStreams("t");
		this.stream = this.device + "/streams/t";
		this.api.put(this.device + "/streams/text", Json.of("{'type':'alphanumeric'}"));
	}

	private void post(String... pairs) {
		String values = IntStream.range(0, pairs.length / 2)
			.mapToObj((i) -> Json.of("{'timestamp':'%s%sZ','value':%s}", T, pairs[2 * i], pairs[2 * i + 1]))
			.collect(Collectors.joining(","));
		assertThat(this.api.post(this.stream + "/values", Json.of("{'values':[%s]}", values)).status()).isEqualTo(202);
	}

	private String values(String query) {
		return this.api.get(this.stream + "/values?" + query).at("/values").toString();
	}

	private static String value(String second, String value) {
		return Json.of("{'timestamp':'%s%s.000Z','value':%s}", T, second, value);
	}

	@Test
	void putIsAccepted() {
		Api.Response response = this.api.put(this.stream + "/value",
				Json.of("{'value':10,'timestamp':'%s30.2509Z'}", T));
		assertThat(response.status()).isEqualTo(202);
		assertThat(response.body()).isEqualTo(Json.of("{'status':'accepted'}"));
		Api.Response view = this.api.get(this.stream);
		assertThat(view.at("/value").toString()).isEqualTo("10");
		assertThat(view.at("/latest_value_at").asString()).isEqualTo(T + "30.250Z");
		assertThat(values("")).isEqualTo(Json.of("[{'timestamp':'%s30.250Z','value':10.0}]", T));
	}

	@Test
	void missingTimestampIsTheTimeOfArrival() {
		Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
		this.api.put(this.stream + "/value", Json.of("{'value':'21.5'}"));
		Instant after = Instant.now();
		Api.Response view = this.api.get(this.stream);
		assertThat(view.at("/value").toString()).isEqualTo("21.5");
		assertThat(Instant.parse(view.at("/latest_value_at").asString())).isBetween(before, after);
		assertThat(Instant.parse(this.api.get(this.device).at("/last_activity").asString())).isBetween(before, after);
	}

	@ParameterizedTest
	@CsvSource({ "2017-03-05T08:15:30Z,30.000", "2017-03-05T08:15:30.2Z,30.200", "2017-03-05T08:15:30.123456Z,30.123",
			"2017-03-05T09:15:30+01:00,30.000", "2017-03-05T05:45:30.5-0230,30.500", "2017-03-05T08:15Z,00.000",
			"2017-03-05t08:15:31z,31.000", "2017-03-05T09:15:32+01,32.000",
			"2017-03-05T08:15:30.123456789999999Z,30.123", "2017-03-05T08:15:33,33.000",
			"2017-03-05 08:15:34.5+00:00,34.500", "Sun Mar 05 2017 09:15:35 GMT+0100 (CET),35.000" })
	void timestampsComeInManyForms(String sent, String second) {
		this.api.put(this.stream + "/value", Json.of("{'value':1,'timestamp':'%s'}", sent));
		assertThat(this.api.get(this.stream).at("/latest_value_at").asString()).isEqualTo(T + second + "Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2017-03-05 08:15:30", "2017-03-05+08:15:30+00:00", "2017-03-05%2009:15:30+01:00",
			"2017-03-05+09%3A15%3A30+%2B0100", "Sun,%2005%20Mar%202017%2008:15:30%20GMT",
			"Sun%20Mar%2005%202017%2009:15:30%20GMT+0100%20(CET)" })
	void timesInQueriesComeInManyForms(String time) {
		String sent = time.replace(" ", "%20");
		this.api.put(this.stream + "/value", Json.of("{'value':1,'timestamp':'%s30Z'}", T));
		assertThat(this.api.get(this.stream + "/values?start=" + sent + "&end=" + sent).at("/values").size())
			.isEqualTo(1);
		assertThat(this.api.delete(this.stream + "/values?from=" + sent + "&end=" + sent).status()).isEqualTo(204);
		assertThat(values("")).isEqualTo("[]");
		Api.Response refused = this.api.get(this.device + "/values?start=2017-03-05&limit=x");
		assertThat(refused.at("/errors").toString())
			.isEqualTo(Json.of("{'start':['not_valid'],'limit':['not_valid']}"));
		assertThat(refused.at("/description").asString()).contains("2015-01-31T08:15:30.250Z");
		assertThat(this.api.get(this.device + "/values?limit=x").json().propertyNames()).containsExactly("message",
				"errors");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"yesterday\"", "\"\"", "1488701730", "\"1488701730\"", "\"2017-03-05\"",
			"\"2017-13-05T08:15:30Z\"", "\"0000-12-31T23:59:59Z\"", "\"+10000-01-01T00:00:00Z\"",
			"\"-0001-01-01T00:00:00Z\"", "\"2017-03-05T08:15:30+99:00\"", "\"2017-02-30T08:15:30Z\"",
			"\"2017-03-05T24:00:00Z\"", "\"2017-03-05T08:15:30ZZ\"", "\"2017-03-05T08:15:30Z+01:00\"",
			"\"2017-03-05T08:15:30+01:00+0100\"", "\"2017-03-05T08:15:30.Z\"", "\"+999999999-01-01T00:00:00Z\"", "[]",
			"{}", "true" })
	void badTimestampsAreRefused(String timestamp) {
		Api.Response response = this.api.put(this.stream + "/value", Json.of("{'value':1,'timestamp':%s}", timestamp));
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.json().propertyNames()).containsExactly("message", "errors", "description");
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'timestamp':['not_valid']}"));
		assertThat(response.at("/description").asString()).contains("2015-01-31T08:15:30.250Z",
				"A date alone and a number");
		assertThat(values("")).isEqualTo("[]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"warm\"", "true", "[1]", "{}", "1e999", "-1e999", "\"NaN\"", "\"Infinity\"", "\"1e999\"",
			"\"0x10\"", "\"1d\"", "\"\"" })
	void numericStreamsRefuseWhatIsNoNumber(String value) {
		Api.Response response = this.api.put(this.stream + "/value", Json.of("{'value':%s}", value));
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'value':['not_valid']}"));
		assertThat(this.api.get(this.stream).at("/value").isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "NaN", "Infinity", "01", "1.", "+1" })
	void whatIsNoJsonIsRefused(String value) {
		Api.Response response = this.api.put(this.stream + "/value", Json.of("{'value':%s}", value));
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'body':['not_valid']}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"value\":null}", "" })
	void valueMustBePresent(String body) {
		Api.Response response = this.api.put(this.stream + "/value", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'value':['not_present']}"));
	}

	@ParameterizedTest
	@CsvSource({ "0.1,0.1", "1.7976931348623157E308,1.7976931348623157E308", "4.9E-324,4.9E-324",
			"123456789012345678901234567890,1.2345678901234568E29", "-0.000001,-1.0E-6",
			"9007199254740993,9007199254740992.0", "3.141592653589793,3.141592653589793" })
	void numbersKeepTheirPrecision(String sent, String printed) {
		this.api.put(this.stream + "/value", Json.of("{'value':%s,'timestamp':'%s00Z'}", sent, T));
		assertThat(this.api.get(this.stream + "/values").body()).contains("\"value\":" + printed + "}");
	}

	@Test
	void textStreamsKeepText() {
		String path = this.device + "/streams/text";
		String text = "\u00e4\u4e2d\ud83d\ude00 \\\"quoted\\\" \\n";
		assertThat(this.api.put(path + "/value", Json.of("{'value':'%s','timestamp':'%s00Z'}", text, T)).status())
			.isEqualTo(202);
		assertThat(this.api.get(path).at("/value").asString()).isEqualTo("\u00e4\u4e2d\ud83d\ude00 \"quoted\" \n");
		assertThat(this.api.get(path + "/values").at("/values/0/value").asString())
			.isEqualTo("\u00e4\u4e2d\ud83d\ude00 \"quoted\" \n");
		this.api.put(path + "/value", Json.of("{'value':12.50}"));
		assertThat(this.api.get(path).at("/value").asString()).isEqualTo("12.5");
	}

	@Test
	void valuesStillToComeCountUnlessAnEndIsSent() {
		Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
		String later = Timestamps.format(before.plus(Duration.ofHours(1)));
		String both = "{'values':[{'value':1,'timestamp':'%s'},{'value':2,'timestamp':'2017-03-05T08:15:30Z'}]}";
		this.api.post(this.stream + "/values", Json.of(both, later));
		for (String list : List.of("/values?start=" + before, "/values?sort=value&dir=desc", "/values?min=1",
				"/sampling?interval=60", "/stats", "/sampling?type=nth&interval=1")) {
			assertThat(this.api.get(this.stream + list).at("/end").asString()).as(list).isEqualTo(later);
		}
		assertThat(this.api.get(this.device + "/values").at("/end").asString()).isEqualTo(later);
		assertThat(this.api.get(this.device + "/values/search").at("/end").asString()).isEqualTo(later);
		assertThat(this.api.get(this.stream + "/values").at("/values").size()).isEqualTo(2);
		assertThat(this.api.get(this.stream + "/sampling?interval=60").at("/values").size()).isEqualTo(1);
		assertThat(this.api.get(this.stream + "/stats").at("/stats/count").asInt()).isEqualTo(2);
		assertThat(Instant.parse(this.api.get(this.stream + "/values?max=2&min=2").at("/end").asString()))
			.isBetween(before, Instant.now());
		assertThat(this.api.get(this.stream + "/sampling?interval=60&end=" + Instant.now()).at("/values").size())
			.isZero();
		for (String bound : List.of("end=" + Timestamps.format(before),
				"start=" + Timestamps.format(before.plus(Duration.ofHours(2))))) {
			assertThat(bound).endsWith("=" + this.api.get(this.stream + "/values?" + bound).at("/end").asString());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e400", "-1e400", "true", "[]", "{}", "\"a\\u0000b\"", "\"\\udc00\"" })
	void textStreamsRefuseWhatIsNoText(String value) {
		Api.Response response = this.api.put(this.device + "/streams/text/value", Json.of("{'value':%s}", value));
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'value':['not_valid']}"));
	}

	@Test
	void oneBadValueSpoilsThePost() {
		Api.Response response = this.api.post(this.stream + "/values",
				Json.of("{'values':[{'value':1},{'value':'x'},{'value':2,'timestamp':'x'}]}"));
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString())
			.isEqualTo(Json.of("{'value':['not_valid'],'timestamp':['not_valid']}"));
		assertThat(values("")).isEqualTo("[]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                 | not_present
			{"values": []}     | not_present
			{"values": null}   | not_present
			{"values": {}}     | not_valid
			{"values": "x"}    | not_valid
			{"values": [1]}    | not_valid
			""")
	void postRefusesBadLists(String body, String code) {
		Api.Response response = this.api.post(this.stream + "/values", body);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'values':['%s']}", code));
	}

	@Test
	void onePostMayBringTenThousandValues() {
		String start = "{\"values\":[" + IntStream.range(0, 10_000)
			.mapToObj((i) -> Json.of("{'timestamp':'%s','value':%s}", Instant.ofEpochMilli(i), i))
			.collect(Collectors.joining(","));
		assertThat(this.api.post(this.stream + "/values", start + ",{\"value\":1}]}").at("/errors").toString())
			.isEqualTo(Json.of("{'values':['too_long']}"));
		assertThat(this.api.post(this.stream + "/values", start + "]}").status()).isEqualTo(202);
		assertThat(this.api.get(this.stream + "/values?limit=20000").at("/values").size()).isEqualTo(10_000);
		assertThat(this.api.get(this.stream + "/values?limit=20000").at("/limit").asInt()).isEqualTo(10_000);
		assertThat(this.api.get(this.stream + "/values").at("/values").size()).isEqualTo(100);
	}

	@Test
	void missingStreamIsNotFound() {
		String path = this.device + "/streams/none";
		for (Api.Response response : new Api.Response[] { this.api.put(path + "/value", Json.of("{'value':1}")),
				this.api.post(path + "/values", Json.of("{'values':[{'value':1}]}")), this.api.get(path + "/values"),
				this.api.get(path + "/stats"), this.api.get(path + "/sampling?interval=1"),
				this.api.delete(path + "/values?from=2017-01-01T00:00:00Z&end=2018-01-01T00:00:00Z") }) {
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.at("/message").asString()).isEqualTo("Stream Not Found");
		}
	}

	@Test
	void listIsNewestFirst() {
		post("01", "1", "03", "3", "02", "2");
		assertThat(values(""))
			.isEqualTo("[" + value("03", "3.0") + "," + value("02", "2.0") + "," + value("01", "1.0") + "]");
		assertThat(values("limit=2")).isEqualTo("[" + value("03", "3.0") + "," + value("02", "2.0") + "]");
		assertThat(values("limit=0")).isEqualTo("[]");
	}

	@Test
	void listSorts() {
		post("01", "5", "03", "3", "02", "4");
		assertThat(values("sort=timestamp&limit=1")).isEqualTo("[" + value("01", "5.0") + "]");
		assertThat(values("sort=timestamp&dir=desc&limit=1")).isEqualTo("[" + value("03", "3.0") + "]");
		assertThat(values("sort=value&limit=1")).isEqualTo("[" + value("03", "3.0") + "]");
		assertThat(values("sort=value&dir=desc&limit=1")).isEqualTo("[" + value("01", "5.0") + "]");
		assertThat(values("dir=asc&limit=1")).isEqualTo("[" + value("01", "5.0") + "]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "99999999999999999999", "999999999999999999" })
	void hugeLimitIsLowered(String limit) {
		assertThat(this.api.get(this.stream + "/values?limit=" + limit).at("/limit").asInt()).isEqualTo(10_000);
		assertThat(this.api.get(this.stream + "/values", Json.of("{'limit':%s}", limit)).at("/limit").asInt())
			.isEqualTo(10_000);
		assertThat(this.api.get(this.stream + "/values?limit=-" + limit).status()).isEqualTo(422);
	}

	@Test
	void rangeIncludesBothEnds() {
		post("01", "1", "02", "2", "03", "3", "04", "4");
		Api.Response response = this.api.get(this.stream + "/values?start=" + T + "02Z&end=" + T + "03Z");
		assertThat(response.body())
			.isEqualTo(Json.of("{'limit':100,'start':'%s02.000Z','end':'%s03.000Z','values':[%s,%s]}", T, T,
					value("03", "3.0"), value("02", "2.0")));
		assertThat(values("min=2&max=3")).isEqualTo("[" + value("03", "3.0") + "," + value("02", "2.0") + "]");
		assertThat(values("start=" + T + "03Z&end=" + T + "02Z")).isEqualTo("[]");
		assertThat(this.api.get(this.stream + "/values", Json.of("{'min':4}")).at("/values").size()).isEqualTo(1);
	}

	@Test
	void unescapedPlusInAQueryIsUnderstood() {
		post("01", "1");
		assertThat(values("start=2017-03-05T09:15:01+01:00")).isEqualTo("[" + value("01", "1.0") + "]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "start=x", "end=5", "min=x", "max=NaN", "limit=-1", "limit=x", "sort=name", "dir=up" })
	void nonsenseIsRefused(String query) {
		Api.Response response = this.api.get(this.stream + "/values?" + query);
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors/" + query.substring(0, query.indexOf('=')) + "/0").asString())
			.isEqualTo("not_valid");
	}

	@Test
	void limitsForValuesMakeNoSenseForText() {
		Api.Response response = this.api.get(this.device + "/streams/text/values?min=1&max=2");
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString()).isEqualTo(Json.of("{'min':['not_valid'],'max':['not_valid']}"));
	}

	@Test
	void currentValueFollowsTheNewestTimestamp() {
		post("05", "5", "03", "3");
		post("04", "4");
		assertThat(this.api.get(this.stream).at("/value").toString()).isEqualTo("5");
		post("05", "6");
		assertThat(this.api.get(this.stream).at("/value").toString()).isEqualTo("6");
	}

	@Test
	void deleteCorrectsTheCurrentValue() {
		post("01", "1", "02", "2", "03", "3");
		Api.Response response = this.api.delete(this.stream + "/values",
				Json.of("{'from':'%s02Z','end':'%s03Z'}", T, T));
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(values("")).isEqualTo("[" + value("01", "1.0") + "]");
		assertThat(this.api.get(this.stream).at("/value").toString()).isEqualTo("1");
		assertThat(this.api.get(this.stream).at("/latest_value_at").asString()).isEqualTo(T + "01.000Z");
		this.api.delete(this.stream + "/values?from=" + T + "01Z&end=" + T + "01Z");
		assertThat(this.api.get(this.stream).at("/value").isNull()).isTrue();
		assertThat(this.api.get(this.stream).at("/latest_value_at").isNull()).isTrue();
	}

	@Test
	void deleteNeedsBothEnds() {
		Api.Response response = this.api.delete(this.stream + "/values?start=2017-01-01T00:00:00Z");
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.at("/errors").toString())
			.isEqualTo(Json.of("{'from':['not_present'],'end':['not_present']}"));
		assertThat(this.api.delete(this.stream + "/values?from=x&end=2017-01-01T00:00:00Z").at("/errors").toString())
			.isEqualTo(Json.of("{'from':['not_valid']}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/streams/t/values?from=1970-01-01T00:00:00Z&end=1970-01-01T00:01:00Z", "/streams/t", "" })
	void manyValuesAreDeleted(String path) {
		for (int post = 0; post < 3; post++) {
			String values = IntStream.range(post * 9000, post * 9000 + 9000)
				.mapToObj((i) -> Json.of("{'timestamp':'%s','value':%s}", Instant.ofEpochMilli(i), i))
				.collect(Collectors.joining(","));
			assertThat(this.api.post(this.stream + "/values", Json.of("{'values':[%s]}", values)).status())
				.isEqualTo(202);
		}
		assertThat(this.api.delete(this.device + path).status()).isEqualTo(204);
		Api.Response values = this.api.get(this.stream + "/values");
		assertThat((values.status() == 404) ? 0 : values.at("/values").size()).isZero();
		Api.Response view = this.api.get(this.stream);
		assertThat(view.status() == 404 || view.at("/value").isNull()).isTrue();
	}

}
