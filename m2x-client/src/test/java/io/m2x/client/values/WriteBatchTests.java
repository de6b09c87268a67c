package io.m2x.client.values;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

import io.m2x.client.StubServer;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.StreamValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WriteBatchTests {

	private static final Instant TIME = Instant.parse("2026-03-05T08:15:30.250Z");

	private static List<DataPoint> numbers(int count) {
		return IntStream.range(0, count).mapToObj((i) -> DataPoint.of(TIME.plusMillis(i), i)).toList();
	}

	private static List<Integer> sizes(List<WriteBatch> batches) {
		return batches.stream().map((batch) -> batch.points().values().stream().mapToInt(List::size).sum()).toList();
	}

	@Test
	void smallWriteIsOneRequest() {
		Map<String, List<DataPoint>> points = Map.of("t", numbers(10_000));
		assertThat(WriteBatch.split(points)).containsExactly(new WriteBatch(0, points));
	}

	@Test
	void nothingIsOneRequestForTheServerToJudge() {
		assertThat(WriteBatch.split(Map.of())).containsExactly(new WriteBatch(0, Map.of()));
		assertThat(WriteBatch.split(Map.of("t", List.of()))).containsExactly(new WriteBatch(0, Map.of("t", List.of())));
	}

	@Test
	void largeWriteIsCutInOrder() {
		List<DataPoint> points = numbers(25_000);
		List<WriteBatch> batches = WriteBatch.split(Map.of("t", points));
		assertThat(sizes(batches)).containsExactly(10_000, 10_000, 5_000);
		assertThat(batches).extracting(WriteBatch::before).containsExactly(0, 10_000, 20_000);
		assertThat(batches.stream().flatMap((batch) -> batch.points().get("t").stream())).isEqualTo(points);
	}

	@Test
	void valuesOfSeveralStreamsCountTogether() {
		Map<String, List<DataPoint>> points = new LinkedHashMap<>();
		points.put("a", numbers(9_999));
		points.put("b", numbers(2));
		points.put("c", numbers(10_000));
		List<WriteBatch> batches = WriteBatch.split(points);
		assertThat(sizes(batches)).containsExactly(10_000, 10_000, 1);
		assertThat(batches.get(0).points().keySet()).containsExactly("a", "b");
		assertThat(batches.get(1).points().keySet()).containsExactly("b", "c");
		assertThat(batches.get(2).points().keySet()).containsExactly("c");
	}

	@Test
	void streamThatBeginsWithANewRequestIsNotInTheOneBefore() {
		Map<String, List<DataPoint>> points = new LinkedHashMap<>();
		points.put("a", numbers(10_000));
		points.put("b", numbers(1));
		assertThat(WriteBatch.split(points)).extracting((batch) -> batch.points().keySet())
			.containsExactly(Set.of("a"), Set.of("b"));
	}

	@Test
	void connectionThatBreaksInBetweenTellsWhatWasAcceptedToo() {
		try (StubServer server = new StubServer()) {
			server.respond((request, response) -> (server.received().size() == 1)
					? response.status(202).sendString(Mono.just("{\"status\":\"accepted\"}"))
					: response.withConnection(Connection::dispose));
			assertThatExceptionOfType(M2xTransportException.class)
				.isThrownBy(() -> server.client().values().writeAll(DeviceRef.id("d1"), "t", numbers(10_001)).block())
				.withMessageEndingWith("(the first 10000 values were accepted)")
				.satisfies((failure) -> assertThat(failure.accepted()).isEqualTo(10_000));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\"", "\n", "\u0001", "ü", "€", "\uD83C\uDF31" })
	void bodyStaysBelowTheLargestAndNearIt(String letter) {
		String text = letter.repeat(9_000 / letter.length());
		LocationUpdate place = new LocationUpdate(letter.repeat(100), -89.12345678901234, -179.12345678901235,
				-1.2345678901234568E-300, TIME);
		List<DataPoint> points = IntStream.range(0, 2_000)
			.mapToObj((i) -> new DataPoint(TIME.plusMillis(i), StreamValue.of(text), place))
			.toList();
		try (StubServer server = new StubServer().respond(202, "{\"status\":\"accepted\"}")) {
			server.client().values().writeAll(DeviceRef.id("d1"), Map.of("vent", points)).block();
			assertThat(server.received()).hasSizeGreaterThan(1)
				.allSatisfy((request) -> assertThat(request.body().getBytes(StandardCharsets.UTF_8).length)
					.isLessThanOrEqualTo(8 * 1024 * 1024));
			assertThat(server.received().get(0).body().getBytes(StandardCharsets.UTF_8).length)
				.isGreaterThan(5 * 1024 * 1024);
		}
	}

}
