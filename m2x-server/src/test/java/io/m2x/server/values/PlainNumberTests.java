package io.m2x.server.values;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.msgpack.core.MessagePack;

import io.m2x.server.Api;
import io.m2x.server.ServerExtension;
import io.m2x.server.StubServer;
import io.m2x.server.exports.Exports;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs for microcontrollers stop reading a number at its exponent, so there is none
 * in any text.
 */
class PlainNumberTests {

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final StubServer callback = new StubServer();

	private String device;

	private String stream;

	@BeforeEach
	void createValues() {
		this.device = this.api.deviceWithStreams("count");
		this.stream = this.device + "/streams/count";
		this.api.post(this.stream + "/values", """
				{"values": [{"timestamp": "2017-03-05T08:00:01Z", "value": 12345678},
				{"timestamp": "2017-03-05T08:00:02Z", "value": 0.00025}]}""");
	}

	@AfterEach
	void stop() {
		this.callback.close();
	}

	@Test
	void listsStatisticsAndSamples() {
		assertThat(this.api.get(this.stream + "/values").body()).contains("\"value\":0.00025}",
				"\"value\":12345678.0}");
		assertThat(this.api.get(this.device + "/values").body()).contains("{\"count\":0.00025}",
				"{\"count\":12345678.0}");
		assertThat(this.api.get(this.stream + "/stats").body()).contains("\"min\":0.00025,\"max\":12345678.0");
		assertThat(this.api.get(this.stream + "/sampling?interval=60&type=max&start=2017-03-05T08:00:00Z").body())
			.contains("\"value\":12345678.0}");
		assertThat(this.api.get(this.stream).body()).contains("\"value\":0.00025,");
		assertThat(this.api.get(this.stream + "/values?pretty").body()).contains("\"value\" : 12345678.0");
	}

	@Test
	void csvAndExports() {
		String rows = "2017-03-05T08:00:02.000Z,0.00025\r\n2017-03-05T08:00:01.000Z,12345678.0\r\n";
		assertThat(this.api.get(this.stream + "/values.csv").body()).endsWith(rows);
		assertThat(this.api.get(this.device + "/values.csv").body()).endsWith(rows);
		assertThat(this.api.get(this.stream + "/stats.csv").body()).contains(",0.00025,12345678.0,");
		this.api.put(this.device + "/location",
				"{\"latitude\":0.0005,\"longitude\":1,\"elevation\":1.25e7,\"timestamp\":\"2017-03-05T08:00:02Z\"}");
		assertThat(Exports.content(this.api, this.device, "?include_location=true"))
			.endsWith(rows.replace("0.00025", "0.00025,0.0005,1.0,12500000.0").replace("678.0", "678.0,,,"));
	}

	@Test
	void messagePackHasNumbers() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.api.url() + this.stream + "/values.msgpack"))
			.header("X-M2X-KEY", this.api.key())
			.build();
		byte[] body = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
		try (var unpacker = MessagePack.newDefaultUnpacker(body)) {
			assertThat(unpacker.unpackValue().toJson()).contains("\"value\":1.2345678E7}");
		}
	}

	@Test
	void textsThatCameAsNumbers() {
		String text = this.device + "/streams/text";
		this.api.put(text, "{\"type\":\"alphanumeric\"}");
		this.api.put(text + "/value", "{\"value\":1.2345678e7}");
		assertThat(this.api.get(text).body()).contains("\"value\":\"12345678.0\",");
		this.api.put(text + "/value", "{\"value\":123456789012}");
		assertThat(this.api.get(text).body()).contains("\"value\":\"123456789012\",");
	}

	@Test
	void triggersAndTheirNotifications() {
		Api.Response trigger = this.api.post(this.device + "/triggers",
				"""
						{"name": "high", "stream": "count", "condition": "..", "value": "0.0005..9.5e15", "callback_url": "%s"}"""
					.formatted(this.callback.url()));
		assertThat(trigger.body()).contains("\"0.0005..9500000000000000.0\"",
				"{\"gte\":0.0005,\"lte\":9500000000000000.0}");
		this.api.put(this.stream + "/value", "{\"value\":9123456789012345}");
		this.callback.awaitAccepted(1);
		assertThat(this.callback.calls().get(0).body()).contains("\"value\":9123456789012344.0",
				"\"lte\":9500000000000000.0");
	}

	@Test
	void otherJsonAndLinks() {
		assertThat(this.api
			.post("/integrations", "{\"type\":\"amqp_sink\",\"config\":{\"size\":[1.25e7,0.0005,{\"x\":2.5e8}]}}")
			.body()).contains("{\"size\":[12500000.0,0.0005,{\"x\":250000000.0}]}");
		assertThat(this.api.get("/devices", "{\"custom\":1.25e7}").header("Link")).contains("custom=12500000.0");
	}

}
