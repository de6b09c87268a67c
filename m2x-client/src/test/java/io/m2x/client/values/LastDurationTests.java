package io.m2x.client.values;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import io.m2x.client.StubServer;
import io.m2x.client.model.DeviceRef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * The last hour is the one before the subscription.
 */
class LastDurationTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final DeviceRef DEVICE = DeviceRef.id("d");

	private static final Pattern START = Pattern.compile("start(?:=|\":\")([^&\"]+)");

	private static final StubServer server = new StubServer().respond(200, "{\"values\":[]}");

	private static final M2xValues values = server.client().values();

	@AfterEach
	void forget() {
		server.received().clear();
	}

	static Stream<Supplier<Publisher<?>>> calls() {
		ValuesQuery query = ValuesQuery.last(HOUR).withLimit(10);
		ValuesSearch search = ValuesSearch.of("t").last(HOUR).withLimit(10);
		return Stream.of(() -> values.list(DEVICE, "t", query), () -> values.listAll(DEVICE, "t", query),
				() -> values.listAcross(DEVICE, null, query), () -> values.listAllAcross(DEVICE, null, query),
				() -> values.stats(DEVICE, "t", query.withBounds(1d, 2d)),
				() -> values.sampling(DEVICE, "t", SamplingType.AVG, 60, query),
				() -> values.samplingAll(DEVICE, "t", SamplingType.AVG, 60, query), () -> values.search(DEVICE, search),
				() -> values.search(DEVICE, search.asGet()), () -> values.searchAll(DEVICE, search),
				() -> values.startExport(DEVICE, ExportQuery.all().last(HOUR).withStreams("t").withLimit(3)));
	}

	@ParameterizedTest
	@MethodSource("calls")
	void rangeBeginsAnewWithEachSubscription(Supplier<Publisher<?>> call) {
		Publisher<?> made = call.get();
		Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		Instant first = start(made);
		assertThat(first).isBetween(before.minus(HOUR), Instant.now().minus(HOUR));
		await().until(() -> Instant.now().minus(HOUR).isAfter(first.plusMillis(1)));
		assertThat(start(made)).isAfter(first);
		assertThat(server.received())
			.allSatisfy((request) -> assertThat(request.uri() + request.body()).doesNotContain("last", "end="));
	}

	private static Instant start(Publisher<?> call) {
		Flux.from(call).onErrorComplete().blockLast(LIMIT);
		StubServer.Received request = server.last();
		Matcher start = START.matcher(URLDecoder.decode(request.uri(), StandardCharsets.UTF_8) + request.body());
		assertThat(start.find()).isTrue();
		return Instant.parse(start.group(1));
	}

	@Test
	void longerThanTimeItselfIsEverything() {
		assertThat(start(values.list(DEVICE, "t", ValuesQuery.last(Duration.ofSeconds(Long.MAX_VALUE)))))
			.isEqualTo("0001-01-01T00:00:00Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S" })
	void nothingIsNoRange(Duration duration) {
		assertThatIllegalArgumentException().isThrownBy(() -> ValuesQuery.last(duration))
			.withMessage("'last' must be more than zero");
	}

	@Test
	void rangeIsEitherTheLastHourOrBetweenInstants() {
		assertThat(ExportQuery.all().last(HOUR).between(Instant.EPOCH, null).last()).isNull();
		assertThat(ValuesSearch.of().between(Instant.EPOCH, null).last(HOUR).start()).isNull();
		assertThat(List.of(ValuesQuery.last(HOUR).withLimit(1).last(), ValuesSearch.of().last(HOUR).asGet().last()))
			.containsOnly(HOUR);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ValuesQuery(Instant.EPOCH, null, null, null, null, HOUR))
			.withMessage("'last' can't be combined with 'start' or 'end'");
	}

}
