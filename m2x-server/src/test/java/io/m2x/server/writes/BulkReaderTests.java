package io.m2x.server.writes;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body is read in the short way or in the long one; nobody can tell which. A parameter
 * in the query makes it the long one.
 */
class BulkReaderTests {

	private static final String LONG_WAY = "?way=long";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	private String twin;

	@BeforeEach
	void createDevices() {
		this.device = createDevice();
		this.twin = createDevice();
	}

	private String createDevice() {
		String path = this.api.deviceWithStreams("a", "b");
		this.api.put(path + "/streams/mode", Json.of("{'type':'alphanumeric'}"));
		return path;
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'values':{'a':[{'timestamp':'2017-03-05T08:15:30.250Z','value':1.5}]}}",
			"{'values':{'a':[{'value':-0.0,'timestamp':'2017-03-05T08:15:30Z'}]}}",
			"{'values':{'a':[{'value':12345678901234567890,'timestamp':'0001-01-01T00:00:00Z'}]}}",
			"{'values':{'a':[{'value':1e400,'timestamp':'2017-03-05T08:15:30Z'}]}}",
			"{'values':{'a':[{'value':'64','timestamp':'2017-03-05T08:15:30.1239Z'}]}}",
			"{'values':{'mode':[{'value':'auto','timestamp':'2017-03-05T08:15:30.1Z'},{'value':7,'timestamp':'1969-12-31T23:59:59.999Z'}]}}",
			"{'values':{'mode':[{'value':'\\ud83d\\ude00','timestamp':'2016-02-29T08:15:30Z'}]}}",
			"{'values':{'mode':[{'value':'\\ud83d','timestamp':'2017-03-05T08:15:30Z'}]}}",
			"{'values':{'mode':[{'value':'\\u0000','timestamp':'2017-03-05T08:15:30Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-02-29T08:15:30Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T24:00:00Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T08:15:60Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'0000-03-05T08:15:30Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T08:15:30.Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T08:15:30.12x4Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T08:15:30.123x5Z'}]}}",
			"{'values':{'a':[{'value':1,'value':2,'timestamp':'2017-03-05T08:15:30Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T08:15:30Z'}],'a':[{'value':2,'timestamp':'2017-03-05T08:15:31Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T08:15:30Z','unit':'x'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':null}],'b':[null]}}", "{'values':{'a':[]}}", "{'values':{}}",
			"{'values':[]}", "{'values':{'ghost':[{'value':1}]}}", "{'values':{'a':[{'value':null}]}}",
			"{'values':{'a':[{'value':true,'timestamp':'2017-03-05T08:15:30Z'}]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T08:15:30Z'}]}} x",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T08:15:30Z'}]}", "{'values':{'a':[[]]}}",
			"{'values':{'a':[{'value':1,'timestamp':'2017-03-05T08:15:30Z'}]},'location':{'latitude':1,'longitude':2}}",
			"[]", "null", "{}", "" })
	void bothWaysGiveTheSame(String body) {
		assertSame("/updates", Json.of(body));
		assertSame("/streams/a/values", Json.of(body.replaceFirst("\\{'a':(.*])}", "$1")));
	}

	private void assertSame(String operation, String body) {
		Api.Response quick = this.api.post(this.device + operation, body);
		Api.Response thorough = this.api.post(this.twin + operation + LONG_WAY, body);
		assertThat(quick.toString()).as(body).isEqualTo(thorough.toString());
		String end = "?limit=10000&end=2020-01-01T00:00:00Z";
		assertThat(this.api.get(this.device + "/values" + end).body()).as(body)
			.isEqualTo(this.api.get(this.twin + "/values" + end).body());
	}

	@Test
	void bothWaysGiveTheSameForBodiesOfAllKinds() {
		Random random = new Random(7);
		for (int i = 0; i < 400; i++) {
			// All that is stored is compared each time, so it must not become much.
			if (i % 20 == 0) {
				createDevices();
			}
			assertSame("/updates", updates(random));
		}
	}

	private static String updates(Random random) {
		StringBuilder body = new StringBuilder("{\"values\":{");
		int streams = 1 + random.nextInt(3);
		for (int stream = 0; stream < streams; stream++) {
			body.append((stream > 0) ? "," : "").append(pick(random, "\"a\"", "\"b\"", "\"mode\"")).append(":[");
			int values = 1 + random.nextInt(3);
			for (int value = 0; value < values; value++) {
				body.append((value > 0) ? "," : "").append(element(random));
			}
			body.append(']');
		}
		return body.append(rarely(random, () -> ",\"ghost\":[{\"value\":1}]")).append("}}").toString();
	}

	private static String element(Random random) {
		String time = "\"timestamp\":\"201" + random.nextInt(4) + "-0" + (1 + random.nextInt(3)) + "-"
				+ pick(random, "01", "15", "28", "29", "31") + "T0" + random.nextInt(10) + ":30:0" + random.nextInt(10)
				+ pick(random, "", ".5", ".25", ".125", ".1259") + pick(random, "Z", "Z", "Z", "+01:00") + "\"";
		String value = "\"value\":"
				+ pick(random, "1", "-2.5", "1e3", "\"4\"", "\"auto\"", "0.1", Double.toString(random.nextGaussian()));
		return "{" + (random.nextBoolean() ? time + "," + value : value + "," + time)
				+ rarely(random, () -> ",\"location\":{\"latitude\":1,\"longitude\":2}") + "}";
	}

	private static String pick(Random random, String... choices) {
		return List.of(choices).get(random.nextInt(choices.length));
	}

	private static String rarely(Random random, Supplier<String> text) {
		return (random.nextInt(20) == 0) ? text.get() : "";
	}

}
