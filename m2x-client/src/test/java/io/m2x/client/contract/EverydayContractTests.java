package io.m2x.client.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.charts.ChartSeries;
import io.m2x.client.commands.SendCommand;
import io.m2x.client.commands.SentCommand;
import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xValidationException;
import io.m2x.client.integrations.IntegrationDevices;
import io.m2x.client.keys.AccessKey;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.StreamValue;
import io.m2x.client.streams.DataStream;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.ExportQuery;
import io.m2x.client.values.ValuesQuery;
import io.m2x.client.values.ValuesSearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Short forms for what is done every day.
 */
class EverydayContractTests extends ContractTests {

	private static final Instant T0 = Instant.parse("2026-03-05T08:00:00.000Z");

	private final Device device = newDevice();

	private final DeviceRef ref = this.device.ref();

	@BeforeEach
	void createStreams() {
		for (String name : List.of("t", "a-second", "z-third")) {
			get(this.client.streams().createOrUpdate(this.ref, name, StreamDefinition.numeric()));
		}
		get(this.client.streams().createOrUpdate(this.ref, "vent", StreamDefinition.alphanumeric()));
	}

	private List<DataPoint> all(String stream) {
		return get(this.client.values().listAll(this.ref, stream, ValuesQuery.latest()).collectList());
	}

	private long count(String stream) {
		return get(this.client.values().stats(this.ref, stream, ValuesQuery.latest())).count();
	}

	@Test
	void valuesOfTheLastHourAreFound() {
		Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		List<DataPoint> points = List.of(DataPoint.of(now, 3), DataPoint.of(now.minusSeconds(1800), 2),
				DataPoint.of(now.minusSeconds(7200), 1));
		get(this.client.values().writeAll(this.ref, "t", points));
		ValuesQuery lastHour = ValuesQuery.last(Duration.ofHours(1));
		assertThat(get(this.client.values().list(this.ref, "t", lastHour)).values()).containsExactly(points.get(0),
				points.get(1));
		assertThat(get(this.client.values().listAll(this.ref, "t", lastHour).collectList()))
			.containsExactly(points.get(0), points.get(1));
		assertThat(get(this.client.values().stats(this.ref, "t", lastHour)).count()).isEqualTo(2);
		assertThat(get(this.client.values().search(this.ref, ValuesSearch.of("t").last(Duration.ofHours(1)))).values())
			.hasSize(2);
		assertThat(get(this.client.values()
			.exportCsv(this.ref, ExportQuery.all().withStreams("t").last(Duration.ofHours(1)))
			.count())).isEqualTo(2);
	}

	@Test
	void numberAndTextAreWrittenForAnInstant() {
		get(this.client.values().write(this.ref, "t", T0, 21.5));
		get(this.client.values().write(this.ref, "vent", T0, "open"));
		assertThat(all("t")).containsExactly(DataPoint.of(T0, 21.5));
		assertThat(all("vent")).containsExactly(DataPoint.of(T0, "open"));
	}

	@Test
	void anyNumberOfValuesIsWrittenAsTheyCome() {
		get(this.client.values()
			.writeAll(this.ref, "t", Flux.range(0, 5500).map((i) -> DataPoint.of(T0.plusMillis(i), i))));
		assertThat(count("t")).isEqualTo(5500);
	}

	@Test
	void blockingTwinTakesAStreamAndClosesIt() {
		AtomicBoolean closed = new AtomicBoolean();
		M2xBlockingClient blocking = M2xBlockingClient.of(this.client);
		blocking.values()
			.writeAll(this.ref, "t",
					IntStream.range(0, 2500)
						.mapToObj((i) -> DataPoint.of(T0.plusMillis(i), i))
						.onClose(() -> closed.set(true)));
		assertThat(count("t")).isEqualTo(2500);
		assertThat(closed).isTrue();
		assertThatIllegalStateException()
			.isThrownBy(() -> blocking.values().writeAll(this.ref, "vent", Stream.of("open", "").map((line) -> {
				if (line.isEmpty()) {
					throw new IllegalStateException("file broken");
				}
				return DataPoint.of(T0, line);
			})))
			.withMessage("file broken");
		assertThat(all("vent")).containsExactly(DataPoint.of(T0, "open"));
	}

	@Test
	void valuesWithoutATimeGetThatOfTheirComing() {
		Sinks.Many<DataPoint> sensor = Sinks.many().unicast().onBackpressureBuffer();
		Mono<Void> write = this.client.values().writeAll(this.ref, "t", sensor.asFlux()).cache();
		write.subscribe();
		Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		sensor.tryEmitNext(DataPoint.of(1)).orThrow();
		sensor.tryEmitNext(DataPoint.of(2)).orThrow();
		Instant after = Instant.now();
		await().until(() -> count("t") == 2);
		assertThat(all("t")).extracting(DataPoint::timestamp)
			.allSatisfy((time) -> assertThat(time).isBetween(before, after.plusMillis(1)))
			.doesNotHaveDuplicates();
		sensor.tryEmitComplete().orThrow();
		get(write);
	}

	@Test
	void refusedValueTellsHowManyWereAccepted() {
		Flux<DataPoint> source = Flux.range(0, 2500)
			.map((i) -> (i == 2100) ? DataPoint.of(T0.plusMillis(i), "warm") : DataPoint.of(T0.plusMillis(i), i));
		M2xValidationException failure = failure(M2xValidationException.class,
				this.client.values().writeAll(this.ref, "t", source));
		assertThat(failure.accepted()).isEqualTo(2000);
		assertThat(count("t")).isEqualTo(2000);
		assertThat(failure(M2xNotFoundException.class,
				this.client.values().writeAll(this.ref, "missing", Flux.just(DataPoint.of(1))))
			.accepted()).isZero();
	}

	@Test
	void failureOfTheSourceComesAfterItsValues() {
		Flux<DataPoint> source = Flux.just(DataPoint.of(T0, 1))
			.concatWith(Mono.error(new IllegalStateException("sensor broken")));
		assertThatIllegalStateException().isThrownBy(() -> get(this.client.values().writeAll(this.ref, "t", source)))
			.withMessage("sensor broken");
		assertThat(count("t")).isEqualTo(1);
		Flux<DataPoint> beyond = Flux.just(DataPoint.of(T0.plusMillis(1), 2), DataPoint.of(Instant.MAX, 3),
				DataPoint.of(T0.plusMillis(2), 4));
		assertThatIllegalArgumentException().isThrownBy(() -> get(this.client.values().writeAll(this.ref, "t", beyond)))
			.withMessageContaining("years 1 to 9999");
		assertThat(count("t")).isEqualTo(2);
	}

	@Test
	void linesOfTheServersOwnCsvAreRead() {
		List<DataPoint> numbers = List.of(DataPoint.of(T0.plusSeconds(1), 1e-300), DataPoint.of(T0, -21.5));
		List<DataPoint> texts = List.of(DataPoint.of(T0.plusSeconds(2), "say \"hi\", Bob"),
				DataPoint.of(T0.plusSeconds(1), "open"), DataPoint.of(T0, "wide, open"));
		get(this.client.values().writeAll(this.ref, "t", numbers));
		get(this.client.values().writeAll(this.ref, "vent", texts));
		assertThat(csv("t").stream().map(DataPoint::parse)).containsExactlyElementsOf(numbers);
		assertThat(csv("vent").stream().map(DataPoint::parse)).containsExactlyElementsOf(texts);
	}

	private List<String> csv(String stream) {
		String csv = get(WebClient.create()
			.get()
			.uri(SERVER.url() + "/devices/" + this.device.id() + "/streams/" + stream + "/values.csv")
			.header("X-M2X-KEY", SERVER.masterKey())
			.retrieve()
			.bodyToMono(String.class));
		return csv.lines().skip(1).toList();
	}

	@Test
	void streamsAreFoundByTheirNames() {
		get(this.client.values().write(this.ref, "t", 21.5));
		Map<String, DataStream> streams = get(this.client.streams().listByName(this.ref));
		assertThat(streams.keySet()).containsExactly("t", "a-second", "z-third", "vent");
		assertThat(streams.get("t").value()).isEqualTo(StreamValue.of(21.5));
		assertThat(get(this.client.streams().listByName(newDevice().ref()))).isEmpty();
	}

	@Test
	void whatNamesADeviceGivesAReferenceToIt() {
		AccessKey key = get(this.client.keys().listForDevice(this.device.id())).get(0);
		assertThat(key.deviceRef()).isEqualTo(this.ref);
		String command = get(this.client.commands().send(SendCommand.toDevices("OPEN", this.device.id())));
		SentCommand sent = get(this.client.commands().view(command));
		assertThat(sent.deliveriesByDevice()).containsOnlyKeys(this.ref);
		assertThat(new ChartSeries(this.device.id(), "t").deviceRef()).isEqualTo(this.ref);
		assertThat(IntegrationDevices.of(this.device.id()).refs()).containsExactly(this.ref);
		assertThat(get(this.client.keys().list()).get(0).deviceRef()).isNull();
	}

}
