package io.m2x.client.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.SortDirection;
import io.m2x.client.model.ValueCondition;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DataPoints;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More values than one request or one response of the server holds.
 */
class LargeWritesContractTests extends ContractTests {

	private static final Instant T0 = Instant.parse("2026-03-05T08:00:00.000Z");

	private static final int MANY = 25_000;

	private final String id = newDevice().id();

	@BeforeEach
	void createStreams() {
		get(this.client.streams()
			.createOrUpdateAll(DeviceRef.id(this.id), Map.of("t", StreamDefinition.numeric(), "h",
					StreamDefinition.numeric(), "vent", StreamDefinition.alphanumeric())));
	}

	private static List<DataPoint> points(int count) {
		return IntStream.range(0, count).mapToObj((i) -> DataPoint.of(T0.plusMillis(i), i)).toList();
	}

	private double count(String stream) {
		return get(this.client.values().stats(DeviceRef.id(this.id), stream, ValuesQuery.latest())).count();
	}

	@Test
	void writeOfAnyNumberOfValuesIsAccepted() {
		get(this.client.values().writeAll(DeviceRef.id(this.id), "t", points(MANY)));
		assertThat(count("t")).isEqualTo(MANY);
	}

	@Test
	void updatesOfAnyNumberOfValuesAreAccepted() {
		get(this.client.values().writeAll(DeviceRef.id(this.id), Map.of("t", points(12_000), "h", points(12_000))));
		assertThat(count("t")).isEqualTo(12_000);
		assertThat(count("h")).isEqualTo(12_000);
	}

	@Test
	void valuesWithoutATimeAreAllKept() {
		get(this.client.values()
			.writeAll(DeviceRef.id(this.id), "t", IntStream.range(0, 500).mapToObj((i) -> DataPoint.of(i)).toList()));
		assertThat(count("t")).isEqualTo(500);
	}

	@Test
	void longTextsAreCutByTheirLength() {
		String text = "\u20AC".repeat(10_000);
		List<DataPoint> points = IntStream.range(0, 400).mapToObj((i) -> DataPoint.of(T0.plusMillis(i), text)).toList();
		get(this.client.values().writeAll(DeviceRef.id(this.id), "vent", points));
		assertThat(get(this.client.values()
			.listAll(DeviceRef.id(this.id), "vent", ValuesQuery.latest().withLimit(100))
			.map(DataPoint::value)
			.count())).isEqualTo(400);
	}

	@Test
	void textsThatMakeAResponseTooLongAreReadAllTheSame() {
		String text = "x".repeat(10_000);
		List<DataPoint> points = IntStream.range(0, 1700)
			.mapToObj((i) -> DataPoint.of(T0.plusMillis(i), text))
			.toList();
		get(this.client.values().writeAll(DeviceRef.id(this.id), "vent", points));
		DataPoints cut = get(
				this.client.values().list(DeviceRef.id(this.id), "vent", ValuesQuery.latest().withLimit(1700)));
		assertThat(cut.values()).hasSizeLessThan(1700);
		assertThat(cut.mayHaveMore()).isTrue();
		assertThat(get(this.client.values()
			.listAll(DeviceRef.id(this.id), "vent", ValuesQuery.latest().withLimit(1700))
			.count())).isEqualTo(1700);
		assertThat(get(this.client.values()
			.listAllAcross(DeviceRef.id(this.id), null, ValuesQuery.latest().withLimit(1700))
			.count())).isEqualTo(1700);
	}

	@Test
	void failureTellsHowMuchWasAcceptedAndTheWriteCanBeSentAgain() {
		List<DataPoint> points = new ArrayList<>(points(MANY));
		points.set(20_500, DataPoint.of(T0.plusMillis(20_500), "warm"));
		M2xValidationException failure = failure(M2xValidationException.class,
				this.client.values().writeAll(DeviceRef.id(this.id), "t", points));
		assertThat(failure.accepted()).isEqualTo(20_000);
		assertThat(failure).hasMessageContaining("(the first 20000 values were accepted)");
		assertThat(count("t")).isEqualTo(20_000);
		points.set(20_500, DataPoint.of(T0.plusMillis(20_500), 1));
		get(this.client.values().writeAll(DeviceRef.id(this.id), "t", points));
		assertThat(count("t")).isEqualTo(MANY);
		Map<String, List<DataPoint>> updates = new LinkedHashMap<>();
		updates.put("t", points(9_999));
		updates.put("h", points(2));
		updates.put("missing", points(1));
		M2xException first = failure(M2xValidationException.class,
				this.client.values().writeAll(DeviceRef.id(this.id), updates));
		assertThat(first.accepted()).isEqualTo(10_000);
	}

	@Test
	void failureInTheFirstRequestHasNothingToAdd() {
		assertThat(failure(M2xException.class,
				this.client.values().writeAll(DeviceRef.id(this.id), "missing", points(MANY))))
			.hasMessageNotContaining("accepted")
			.satisfies((failure) -> assertThat(failure.accepted()).isZero());
	}

	// The limits that the client cuts by are those of the server.
	@Test
	void serverTakesWhatTheClientSendsAtOnceAndNoMore() throws Exception {
		assertThat(post(body(10_000, "1")).statusCode()).isEqualTo(202);
		assertThat(post(body(10_001, "1")).body()).contains("too_long");
		int size = 8 * 1024 * 1024;
		assertThat(post(padded(size)).statusCode()).isEqualTo(202);
		assertThat(post(padded(size + 1)).statusCode()).isEqualTo(413);
	}

	private HttpResponse<String> post(String body) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create(SERVER.url() + "/devices/" + this.id + "/streams/t/values"))
			.header("X-M2X-KEY", SERVER.masterKey())
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	private static String padded(int size) {
		String body = body(1, "1");
		return body + " ".repeat(size - body.length());
	}

	private static String body(int count, String value) {
		return "{\"values\":[" + ("{\"value\":" + value + "},").repeat(count - 1) + "{\"value\":" + value + "}]}";
	}

	@Test
	void allValuesAreReadInEitherDirection() {
		List<DataPoint> points = points(2_500);
		get(this.client.values().writeAll(DeviceRef.id(this.id), "t", points));
		DataPoints newest = get(this.client.values().list(DeviceRef.id(this.id), "t", ValuesQuery.since(T0)));
		assertThat(newest.values()).hasSize(100);
		assertThat(newest.mayHaveMore()).isTrue();
		assertThat(get(this.client.values().list(DeviceRef.id(this.id), "t", ValuesQuery.since(T0.plusMillis(2_450))))
			.mayHaveMore()).isFalse();
		List<DataPoint> backwards = get(
				this.client.values().listAll(DeviceRef.id(this.id), "t", ValuesQuery.since(T0)).collectList());
		assertThat(backwards).hasSize(2_500);
		assertThat(backwards.get(0)).isEqualTo(points.get(2_499));
		List<DataPoint> forwards = get(this.client.values()
			.listAll(DeviceRef.id(this.id), "t", ValuesQuery.since(T0), SortDirection.ASC)
			.collectList());
		assertThat(forwards).isEqualTo(points);
		assertThat(get(this.client.values()
			.listAll(DeviceRef.id(this.id), "t",
					ValuesQuery.between(T0.plusMillis(100), T0.plusMillis(900)).withBounds(200d, 300d).withLimit(30),
					SortDirection.ASC)
			.map((point) -> point.value().asDouble())
			.collectList())).hasSize(101).startsWith(200d).endsWith(300d);
	}

	@ParameterizedTest
	@EnumSource(value = SamplingType.class, names = { "AVG", "NTH" })
	void allSamplesAreRead(SamplingType type) {
		get(this.client.values()
			.writeAll(DeviceRef.id(this.id), "t",
					IntStream.range(0, 5_001).mapToObj((i) -> DataPoint.of(T0.plusMillis(500L * i), i)).toList()));
		ValuesQuery range = ValuesQuery.since(T0.plusMillis(500));
		assertThat(get(this.client.values().sampling(DeviceRef.id(this.id), "t", type, 2, range)).values())
			.hasSizeLessThanOrEqualTo(1000);
		List<DataPoint> samples = get(this.client.values()
			.samplingAll(DeviceRef.id(this.id), "t", type, 2, range.withLimit(70))
			.collectList());
		assertThat(samples).hasSize((type == SamplingType.AVG) ? 1251 : 2500)
			.isEqualTo(get(this.client.values().samplingAll(DeviceRef.id(this.id), "t", type, 2, range).collectList()));
		assertThat(get(
				this.client.values().samplingAll(DeviceRef.id(this.id), "t", type, 2, ValuesQuery.latest()).count()))
			.isEqualTo((type == SamplingType.AVG) ? 1251 : 2500);
	}

	@Test
	void allRowsAreReadAndFound() {
		get(this.client.values().writeAll(DeviceRef.id(this.id), Map.of("t", points(1_250), "h", points(600))));
		assertThat(
				get(this.client.values().listAcross(DeviceRef.id(this.id), null, ValuesQuery.latest())).mayHaveMore())
			.isTrue();
		List<DeviceDataPoints.Row> rows = get(this.client.values()
			.listAllAcross(DeviceRef.id(this.id), List.of("t", "h"), ValuesQuery.latest())
			.collectList());
		assertThat(rows).hasSize(1_250);
		assertThat(rows.get(0).timestamp()).isEqualTo(T0.plusMillis(1_249));
		assertThat(rows.get(1_249).values()).containsOnlyKeys("t", "h");
		ValuesSearch search = ValuesSearch.of("t").where("h", ValueCondition.atLeast(100));
		assertThat(get(this.client.values().search(DeviceRef.id(this.id), search)).mayHaveMore()).isTrue();
		for (ValuesSearch form : List.of(search, search.withLimit(70), search.asGet())) {
			assertThat(get(this.client.values().searchAll(DeviceRef.id(this.id), form).count())).isEqualTo(500);
		}
	}

}
