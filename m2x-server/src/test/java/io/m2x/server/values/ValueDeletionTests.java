package io.m2x.server.values;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

class ValueDeletionTests {

	private static final String T = "2017-03-05T08:15:";

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private String device;

	private String stream;

	@BeforeEach
	void createStream() {
		this.device = this.api.deviceWithStreams("t");
		this.stream = this.device + "/streams/t";
	}

	@Test
	void deleteCorrectsTheCurrentValue() {
		for (int second = 1; second <= 3; second++) {
			this.api.put(this.stream + "/value", Json.of("{'timestamp':'%s0%sZ','value':%s}", T, second, second));
		}
		Api.Response response = this.api.delete(this.stream + "/values",
				Json.of("{'from':'%s02Z','end':'%s03Z'}", T, T));
		assertThat(response.status()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(this.api.get(this.stream + "/values").at("/values").toString())
			.isEqualTo(Json.of("[{'timestamp':'%s01.000Z','value':1.0}]", T));
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
