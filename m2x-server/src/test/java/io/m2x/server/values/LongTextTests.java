package io.m2x.server.values;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class LongTextTests {

	private static final String LONGEST = "x".repeat(10_000);

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

	@Test
	void textHasAMaximumLength() {
		String path = this.device + "/streams/text/value";
		assertThat(this.api.put(path, Json.of("{'value':'%s'}", LONGEST)).status()).isEqualTo(202);
		Api.Response tooLong = this.api.put(path, Json.of("{'value':'%sx'}", LONGEST));
		assertThat(tooLong.at("/errors/value/0").asString()).isEqualTo("too_long");
	}

	@Test
	void listOfLongTextsIsShortened() {
		String path = this.device + "/streams/text/values";
		for (int post = 0; post < 2; post++) {
			int first = post * 450;
			String values = IntStream.range(first, first + 450)
				.mapToObj((i) -> Json.of("{'timestamp':'%s','value':'%s'}", Instant.ofEpochMilli(i), LONGEST))
				.collect(Collectors.joining(","));
			assertThat(this.api.post(path, Json.of("{'values':[%s]}", values)).status()).isEqualTo(202);
			this.api.put(this.stream + "/value", Json.of("{'value':1,'timestamp':'%s'}", Instant.ofEpochMilli(first)));
		}
		Api.Response response = this.api.get(path + "?limit=10000");
		assertThat(response.at("/limit").asInt()).isEqualTo(10_000);
		assertThat(response.at("/values").size()).isEqualTo(801);
		assertThat(response.at("/values/0/timestamp").asString()).isEqualTo("1970-01-01T00:00:00.899Z");
		assertThat(this.api.get(path + "?limit=10000&dir=asc").at("/values/0/timestamp").asString())
			.isEqualTo("1970-01-01T00:00:00.000Z");
		Api.Response across = this.api.get(this.device + "/values?limit=10000");
		assertThat(across.body()).hasSizeLessThan(8_500_000);
		assertThat(across.at("/values/0/timestamp").asString()).isEqualTo("1970-01-01T00:00:00.899Z");
		assertThat(across.at("/values/449/values").propertyNames()).containsExactlyInAnyOrder("t", "text");
		assertThat(across.at("/values").size()).isBetween(700, 800);
	}

}
