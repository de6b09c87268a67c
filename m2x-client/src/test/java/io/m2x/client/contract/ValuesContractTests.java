package io.m2x.client.contract;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xForbiddenException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.StreamValue;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DataPoints;
import io.m2x.client.values.DeviceDataPoints;
import io.m2x.client.values.DeviceReading;
import io.m2x.client.values.Sampling;
import io.m2x.client.values.SamplingType;
import io.m2x.client.values.StreamStats;
import io.m2x.client.values.ValuesQuery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ValuesContractTests extends ContractTests {

	private static final Instant T0 = Instant.parse("2026-03-05T08:00:00.000Z");

	private final Device device = newDevice();

	private final String id = this.device.id();

	@BeforeEach
	void createStreams() {
		get(this.client.streams()
			.createOrUpdateAll(DeviceRef.id(this.id), Map.of("t", StreamDefinition.numeric(), "h",
					StreamDefinition.numeric(), "vent", StreamDefinition.alphanumeric())));
	}

	private void write(double... values) {
		get(this.client.values()
			.writeAll(DeviceRef.id(this.id), "t",
					IntStream.range(0, values.length)
						.mapToObj((index) -> DataPoint.of(T0.plusSeconds(index), values[index]))
						.toList()));
	}

	private List<Double> read(ValuesQuery query) {
		return get(this.client.values().list(DeviceRef.id(this.id), "t", query)).values()
			.stream()
			.map((point) -> point.value().asDouble())
			.toList();
	}

	@Test
	void singleValueIsTheCurrentOne() {
		Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		get(this.client.values().write(DeviceRef.id(this.id), "t", 21.5));
		get(this.client.values().write(DeviceRef.id(this.id), "vent", "open"));
		DataStream stream = get(this.client.streams().view(DeviceRef.id(this.id), "t"));
		assertThat(stream.value()).isEqualTo(StreamValue.of(21.5));
		assertThat(stream.latestValueAt()).isAfterOrEqualTo(before).isBeforeOrEqualTo(Instant.now());
		assertThat(get(this.client.streams().view(DeviceRef.id(this.id), "vent")).value())
			.isEqualTo(StreamValue.of("open"));
		assertThat(get(this.client.devices().view(DeviceRef.id(this.id))).lastActivity()).isAfterOrEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -0.1, 0.1 + 0.2, 1e-300, Double.MAX_VALUE, Double.MIN_VALUE, 9007199254740994d,
			1234567890123.456 })
	void numbersComeBackToTheLastBit(double value) {
		write(value);
		assertThat(read(ValuesQuery.latest())).containsExactly(value);
		assertThat(get(this.client.streams().view(DeviceRef.id(this.id), "t")).value().asDouble()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "open", "Fenster öffnen \uD83C\uDF31", "12", "{\"a\":1}", " blanks ", "line\nbreak" })
	void textsComeBackAsTheyWere(String value) {
		get(this.client.values().write(this.device.ref(), "vent", DataPoint.of(T0, value)));
		assertThat(get(this.client.values().list(DeviceRef.id(this.id), "vent", ValuesQuery.latest())).values())
			.containsExactly(DataPoint.of(T0, value));
	}

	@Test
	void valuesAreListedNewestFirstWithinTheRange() {
		write(1, 2, 3, 4, 5);
		assertThat(read(ValuesQuery.latest())).containsExactly(5d, 4d, 3d, 2d, 1d);
		assertThat(read(ValuesQuery.between(T0.plusSeconds(1), T0.plusSeconds(3)))).containsExactly(4d, 3d, 2d);
		assertThat(read(ValuesQuery.since(T0.plusSeconds(3)))).containsExactly(5d, 4d);
		assertThat(read(ValuesQuery.latest().withLimit(2))).containsExactly(5d, 4d);
		assertThat(read(ValuesQuery.latest().withBounds(2d, 4d))).containsExactly(4d, 3d, 2d);
		DataPoints points = get(this.client.values().list(DeviceRef.id(this.id), "t", ValuesQuery.since(T0)));
		assertThat(points.start()).isEqualTo(T0);
		assertThat(points.end()).isNotNull();
		assertThat(points.limit()).isEqualTo(100);
		assertThat(get(this.client.values().list(DeviceRef.id(this.id), "t", ValuesQuery.latest())).start()).isNull();
	}

	@Test
	void lastValueOfOneMillisecondWins() {
		get(this.client.values()
			.writeAll(DeviceRef.id(this.id), "t",
					List.of(DataPoint.of(T0, 1), DataPoint.of(T0.plusNanos(999_999), 2), DataPoint.of(T0, 3))));
		assertThat(read(ValuesQuery.latest())).containsExactly(3d);
		get(this.client.values().write(this.device.ref(), "t", DataPoint.of(T0, 4)));
		assertThat(read(ValuesQuery.latest())).containsExactly(4d);
	}

	@Test
	void olderValueDoesNotBecomeTheCurrentOne() {
		write(1, 2);
		get(this.client.values().write(this.device.ref(), "t", DataPoint.of(T0.minusSeconds(60), 99)));
		DataStream stream = get(this.client.streams().view(DeviceRef.id(this.id), "t"));
		assertThat(stream.value()).isEqualTo(StreamValue.of(2));
		assertThat(stream.latestValueAt()).isEqualTo(T0.plusSeconds(1));
	}

	@Test
	void updateWritesSeveralStreamsAndTheLocation() {
		get(this.client.values()
			.write(DeviceRef.id(this.id),
					DeviceReading.at(T0)
						.with("t", 21.5)
						.with("vent", "open")
						.withLocation(LocationUpdate.of(48.137, 11.575).withName("Bed 3"))));
		DeviceDataPoints points = get(
				this.client.values().listAcross(DeviceRef.id(this.id), null, ValuesQuery.latest()));
		assertThat(points.values()).singleElement().satisfies((row) -> {
			assertThat(row.timestamp()).isEqualTo(T0);
			assertThat(row.values()).isEqualTo(Map.of("t", StreamValue.of(21.5), "vent", StreamValue.of("open")));
		});
		assertThat(get(this.client.locations().read(DeviceRef.id(this.id))).name()).isEqualTo("Bed 3");
	}

	@Test
	void updatesWriteManyValuesOfManyStreams() {
		get(this.client.values()
			.writeAll(DeviceRef.id(this.id),
					Map.of("t", List.of(DataPoint.of(T0, 20), DataPoint.of(T0.plusSeconds(1), 21)), "h",
							List.of(DataPoint.of(T0, 64)))));
		List<DeviceDataPoints.Row> rows = get(
				this.client.values().listAcross(DeviceRef.id(this.id), List.of("t", "h"), ValuesQuery.latest()))
			.values();
		assertThat(rows).extracting(DeviceDataPoints.Row::values)
			.containsExactly(Map.of("t", StreamValue.of(21)), Map.of("t", StreamValue.of(20), "h", StreamValue.of(64)));
		assertThat(get(this.client.values().listAcross(DeviceRef.id(this.id), List.of("h"), ValuesQuery.latest()))
			.values()).hasSize(1);
		assertThat(get(this.client.values().listAcross(DeviceRef.id(this.id), null, ValuesQuery.latest().withLimit(1)))
			.values()).hasSize(1);
	}

	@Test
	void updateOfMissingStreamIsRefusedAndWritesNothing() {
		assertThat(failure(M2xValidationException.class,
				this.client.values().write(DeviceRef.id(this.id), DeviceReading.at(T0).with("t", 1).with("missing", 2)))
			.errors()).isEqualTo(Map.of("missing", List.of("not_found")));
		assertThat(read(ValuesQuery.latest())).isEmpty();
		assertThat(failure(M2xNotFoundException.class, this.client.values().write(DeviceRef.id(this.id), "missing", 1))
			.error()).isEqualTo("Stream Not Found");
	}

	@Test
	void textInNumericStreamIsRefusedAndWritesNothing() {
		failure(M2xValidationException.class,
				this.client.values()
					.writeAll(DeviceRef.id(this.id), "t",
							List.of(DataPoint.of(T0, 1), DataPoint.of(T0.plusSeconds(1), "warm"))));
		assertThat(read(ValuesQuery.latest())).isEmpty();
		get(this.client.values().write(this.device.ref(), "t", DataPoint.of(T0, "10.5")));
		assertThat(read(ValuesQuery.latest())).containsExactly(10.5);
	}

	@Test
	void deletionTakesTheRangeWithBothEnds() {
		write(1, 2, 3, 4, 5);
		get(this.client.values().delete(DeviceRef.id(this.id), "t", T0.plusSeconds(1), T0.plusSeconds(3)));
		assertThat(read(ValuesQuery.latest())).containsExactly(5d, 1d);
		get(this.client.values().delete(DeviceRef.id(this.id), "t", T0.plusSeconds(4), T0.plusSeconds(4)));
		assertThat(get(this.client.streams().view(DeviceRef.id(this.id), "t")).value()).isEqualTo(StreamValue.of(1));
		get(this.client.values().delete(DeviceRef.id(this.id), "t", T0, T0));
		assertThat(get(this.client.streams().view(DeviceRef.id(this.id), "t")).value()).isNull();
	}

	@Test
	void statsAreThoseOfThePopulation() {
		write(20, 21.5);
		StreamStats stats = get(this.client.values().stats(DeviceRef.id(this.id), "t", ValuesQuery.latest()));
		assertThat(stats.isEmpty()).isFalse();
		assertThat(stats.count()).isEqualTo(2);
		assertThat(stats.min()).hasValue(20);
		assertThat(stats.max()).hasValue(21.5);
		assertThat(stats.avg()).hasValueCloseTo(20.75, within(1e-9));
		assertThat(stats.stddev()).hasValueCloseTo(0.75, within(1e-6));
		assertThat(get(this.client.values().stats(DeviceRef.id(this.id), "t", ValuesQuery.since(T0.plusSeconds(1))))
			.stddev()).hasValue(0);
		StreamStats none = get(this.client.values().stats(DeviceRef.id(this.id), "h", ValuesQuery.latest()));
		assertThat(none.isEmpty()).isTrue();
		assertThat(none.count()).isZero();
		assertThat(List.of(none.min(), none.max(), none.avg(), none.stddev())).containsOnly(OptionalDouble.empty());
		failure(M2xValidationException.class,
				this.client.values().stats(DeviceRef.id(this.id), "vent", ValuesQuery.latest()));
	}

	@Test
	void samplingHasOneValuePerBucket() {
		write(10, 20, 30, 40);
		ValuesQuery range = ValuesQuery.between(T0, T0.plusSeconds(10));
		assertThat(sample(SamplingType.AVG, 2, range)).containsExactly(35d, 15d);
		assertThat(sample(SamplingType.SUM, 2, range)).containsExactly(70d, 30d);
		assertThat(sample(SamplingType.MIN, 2, range)).containsExactly(30d, 10d);
		assertThat(sample(SamplingType.MAX, 2, range)).containsExactly(40d, 20d);
		assertThat(sample(SamplingType.COUNT, 3, range)).containsExactly(1d, 3d);
		assertThat(sample(SamplingType.STDDEV, 2, range)).containsExactly(5d, 5d);
		assertThat(sample(SamplingType.NTH, 2, range)).containsExactly(40d, 20d);
		Sampling sampling = get(this.client.values().sampling(DeviceRef.id(this.id), "t", SamplingType.AVG, 2, range));
		assertThat(sampling.interval()).isEqualTo(2);
		assertThat(sampling.values()).extracting(DataPoint::timestamp).containsExactly(T0.plusSeconds(2), T0);
	}

	private List<Double> sample(SamplingType type, long interval, ValuesQuery query) {
		return get(this.client.values().sampling(DeviceRef.id(this.id), "t", type, interval, query)).values()
			.stream()
			.map((point) -> point.value().asDouble())
			.toList();
	}

	@Test
	void deviceKeyWritesAndReadsItsOwnDeviceOnly() {
		get(as(this.device).values().write(DeviceRef.id(this.id), "t", 5));
		assertThat(get(as(this.device).values().stats(DeviceRef.id(this.id), "t", ValuesQuery.latest())).count())
			.isEqualTo(1);
		failure(M2xForbiddenException.class, as(newDevice()).values().write(DeviceRef.id(this.id), "t", 5));
	}

}
