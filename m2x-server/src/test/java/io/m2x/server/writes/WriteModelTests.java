package io.m2x.server.writes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.m2x.server.Api;
import io.m2x.server.Json;
import io.m2x.server.ServerExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random writes, overwrites, late writes and deletions leave what a plain model has.
 */
class WriteModelTests {

	private static final List<String> STREAMS = List.of("a", "b", "c");

	private static final long START = Instant.parse("2017-03-05T08:00:00Z").toEpochMilli();

	@RegisterExtension
	static final ServerExtension server = new ServerExtension();

	private final Api api = server.api();

	private final Map<String, TreeMap<Long, Double>> model = new TreeMap<>();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void storeIsLikeTheModel(long seed) {
		Random random = new Random(seed);
		String device = this.api.deviceWithStreams(STREAMS.toArray(String[]::new));
		STREAMS.forEach((stream) -> this.model.put(stream, new TreeMap<>()));
		for (int step = 0; step < 150; step++) {
			Api.Response response = switch (random.nextInt(6)) {
				case 0 -> put(device, random);
				case 1 -> post(device, random);
				case 2 -> update(device, random);
				case 3, 4 -> updates(device, random);
				default -> delete(device, random);
			};
			assertThat(response.status()).as(response.toString()).isIn(202, 204);
			if (step % 10 == 0) {
				compare(device);
			}
		}
		compare(device);
	}

	private Api.Response put(String device, Random random) {
		String stream = stream(random);
		return this.api.put(device + "/streams/" + stream + "/value", element(stream, random));
	}

	private Api.Response post(String device, Random random) {
		String stream = stream(random);
		return this.api.post(device + "/streams/" + stream + "/values", "{\"values\":" + series(stream, random) + "}");
	}

	private Api.Response update(String device, Random random) {
		long at = time(random);
		String stream = stream(random);
		double value = random.nextInt(100);
		this.model.get(stream).put(at, value);
		return this.api.post(device + "/update",
				Json.of("{'timestamp':'%s','values':{'%s':%s}}", Instant.ofEpochMilli(at), stream, value));
	}

	private Api.Response updates(String device, Random random) {
		List<String> members = STREAMS.stream()
			.limit(1 + random.nextInt(3))
			.map((stream) -> "\"" + stream + "\":" + series(stream, random))
			.toList();
		return this.api.post(device + "/updates", "{\"values\":{" + String.join(",", members) + "}}");
	}

	private Api.Response delete(String device, Random random) {
		String stream = stream(random);
		long from = time(random);
		long end = from + random.nextInt(30_000);
		this.model.get(stream).subMap(from, true, end, true).clear();
		return this.api.delete(device + "/streams/" + stream + "/values",
				Json.of("{'from':'%s','end':'%s'}", Instant.ofEpochMilli(from), Instant.ofEpochMilli(end)));
	}

	private String series(String stream, Random random) {
		List<String> elements = new ArrayList<>();
		for (int i = 0; i < 1 + random.nextInt(40); i++) {
			elements.add(element(stream, random));
		}
		return elements.toString();
	}

	private String element(String stream, Random random) {
		long at = time(random);
		double value = random.nextInt(1000) / 8.0;
		this.model.get(stream).put(at, value);
		return Json.of("{'timestamp':'%s','value':%s}", Instant.ofEpochMilli(at), value);
	}

	private static String stream(Random random) {
		return STREAMS.get(random.nextInt(STREAMS.size()));
	}

	private static long time(Random random) {
		return START + random.nextInt(200) * 1000L;
	}

	private void compare(String device) {
		this.model.forEach((stream, values) -> {
			String path = device + "/streams/" + stream;
			TreeMap<Long, Double> stored = new TreeMap<>();
			for (JsonNode value : this.api.get(path + "/values?limit=10000").at("/values").values()) {
				stored.put(Instant.parse(value.at("/timestamp").asString()).toEpochMilli(),
						value.at("/value").asDouble());
			}
			assertThat(stored).isEqualTo(values);
			JsonNode current = this.api.get(path).at("/value");
			assertThat(current.isNull() ? null : current.asDouble())
				.isEqualTo(values.isEmpty() ? null : values.lastEntry().getValue());
			JsonNode statistics = this.api.get(path + "/stats").at("/stats");
			assertThat(statistics.at("/count").asInt()).isEqualTo(values.size());
			assertThat(statistics.at("/max").asDouble())
				.isEqualTo(values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0));
		});
	}

}
