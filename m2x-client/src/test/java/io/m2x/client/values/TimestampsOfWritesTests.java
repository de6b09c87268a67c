package io.m2x.client.values;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.m2x.client.M2xClient;
import io.m2x.client.StubServer;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.TimestampSource;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which time is sent with what is written without one.
 */
class TimestampsOfWritesTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final Instant TIME = Instant.parse("2026-03-05T08:15:30.250Z");

	private static final LocationUpdate PLACE = LocationUpdate.of(48, 11);

	private final StubServer server = new StubServer().respond(202, "{\"status\":\"accepted\"}");

	private final M2xClient client = this.server.client();

	private final M2xValues values = this.client.values();

	@AfterEach
	void stop() {
		this.server.close();
	}

	private List<JsonNode> bodies() {
		return this.server.received().stream().map((request) -> JsonMapper.shared().readTree(request.body())).toList();
	}

	private JsonNode body() {
		return bodies().get(bodies().size() - 1);
	}

	private static List<Instant> times(JsonNode points) {
		List<Instant> times = new ArrayList<>();
		points.forEach((point) -> times.add(Instant.parse(point.path("timestamp").asString())));
		return times;
	}

	@Test
	void everyWriteWithoutATimeGetsThatOfItsSubscription() {
		List<Mono<Void>> writes = List.of(this.values.write(DeviceRef.id("d"), "t", 21.5),
				this.values.write(DeviceRef.id("d"), "t", "open"),
				this.values.write(DeviceRef.id("d"), "t", DataPoint.of(1)),
				this.values.write(DeviceRef.id("d"), DeviceReading.now().with("t", 1)),
				this.client.locations().update(DeviceRef.id("d"), PLACE),
				this.values.write(DeviceRef.id("d"), DeviceReading.now().with("t", 1).withLocation(PLACE)));
		for (Mono<Void> write : writes) {
			Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
			write.block(LIMIT);
			Instant first = Instant.parse(body().path("timestamp").asString());
			assertThat(first).isBetween(before, Instant.now().plusMillis(writes.size()));
			write.block(LIMIT);
			assertThat(Instant.parse(body().path("timestamp").asString())).isAfter(first);
		}
	}

	@Test
	void quickWritesOfOneDeviceNeverShareAMillisecond() {
		Flux.range(0, 500).flatMap((i) -> this.values.write(DeviceRef.id("d"), "t", i), 50).then().block(LIMIT);
		assertThat(bodies()).extracting((body) -> body.path("timestamp").asString())
			.hasSize(500)
			.doesNotHaveDuplicates();
	}

	@Test
	void clientsOfOtherKeysShareTheClock() {
		M2xClient other = this.client.withApiKey("fedcba9876543210fedcba9876543210");
		Flux.range(0, 200)
			.flatMap((i) -> ((i % 2 == 0) ? this.values : other.values()).write(DeviceRef.id("d"), "t", i), 50)
			.then()
			.block(LIMIT);
		assertThat(bodies()).extracting((body) -> body.path("timestamp").asString()).doesNotHaveDuplicates();
	}

	@Test
	void pointsWithoutATimeFollowEachOther() {
		this.values.writeAll(DeviceRef.id("d"), "t", List.of(DataPoint.of(1), DataPoint.of(TIME, 2), DataPoint.of(3)))
			.block(LIMIT);
		List<Instant> times = times(body().path("values"));
		assertThat(times.get(1)).isEqualTo(TIME);
		assertThat(times.get(2)).isEqualTo(times.get(0).plusMillis(1));
	}

	@Test
	void pointsAtTheSamePlaceOfSeveralStreamsAreForTheSameInstant() {
		Map<String, List<DataPoint>> points = new LinkedHashMap<>();
		points.put("t", List.of(DataPoint.of(1), DataPoint.of(2)));
		points.put("h", List.of(DataPoint.of(TIME, 3), DataPoint.of(4)));
		this.values.writeAll(DeviceRef.id("d"), points).block(LIMIT);
		List<Instant> temperatures = times(body().path("values").path("t"));
		assertThat(times(body().path("values").path("h"))).containsExactly(TIME, temperatures.get(0));
		this.values.write(DeviceRef.id("d"), "t", 5).block(LIMIT);
		assertThat(Instant.parse(body().path("timestamp").asString())).isAfter(temperatures.get(1));
	}

	@Test
	void retriesKeepTheTime() {
		AtomicInteger count = new AtomicInteger();
		this.server.respond((request, response) -> response.status((count.getAndIncrement() < 3) ? 503 : 202)
			.sendString(Mono.just("{\"status\":\"accepted\"}")));
		M2xClient patient = this.server.client(RetryOptions.defaults().withDelay(Duration.ofMillis(5)));
		patient.values().write(DeviceRef.id("d"), "t", 21.5).block(LIMIT);
		assertThat(this.server.received()).hasSize(4)
			.extracting(StubServer.Received::body)
			.containsOnly(this.server.last().body());
	}

	@Test
	void timeThatWasGivenIsSent() {
		this.values.write(DeviceRef.id("d"), "t", DataPoint.of(TIME, 1)).block(LIMIT);
		assertThat(body().path("timestamp").asString()).isEqualTo("2026-03-05T08:15:30.250Z");
		this.values.write(DeviceRef.id("d"), DeviceReading.at(TIME).with("t", 1).withLocation(PLACE)).block(LIMIT);
		assertThat(body().path("timestamp").asString()).isEqualTo("2026-03-05T08:15:30.250Z");
		assertThat(body().path("location").has("timestamp")).isFalse();
		this.client.locations().update(DeviceRef.id("d"), PLACE.withTimestamp(TIME)).block(LIMIT);
		assertThat(body().path("timestamp").asString()).isEqualTo("2026-03-05T08:15:30.250Z");
	}

	@Test
	void timeCanBeLeftToTheServer() {
		M2xClient leaving = M2xClient.builder()
			.baseUrl(this.server.url())
			.valueTimestamps(TimestampSource.SERVER)
			.build();
		leaving.values().write(DeviceRef.id("d"), "t", 21.5).block(LIMIT);
		leaving.values().writeAll(DeviceRef.id("d"), "t", List.of(DataPoint.of(1))).block(LIMIT);
		leaving.values().write(DeviceRef.id("d"), DeviceReading.now().with("t", 1)).block(LIMIT);
		leaving.values().writeAll(DeviceRef.id("d"), Map.of("t", List.of(DataPoint.of(1)))).block(LIMIT);
		leaving.locations().update(DeviceRef.id("d"), PLACE).block(LIMIT);
		assertThat(this.server.received()).hasSize(5)
			.noneSatisfy((request) -> assertThat(request.body()).contains("timestamp"));
	}

}
