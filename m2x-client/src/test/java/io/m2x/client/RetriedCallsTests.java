package io.m2x.client;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.collections.M2xCollections;
import io.m2x.client.devices.Device;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.devices.DeviceSearch;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xServerException;
import io.m2x.client.jobs.JobState;
import io.m2x.client.jobs.JobWait;
import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.StreamValue;
import io.m2x.client.model.TimestampSource;
import io.m2x.client.model.ValueCondition;
import io.m2x.client.retry.RetryOptions;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DeviceReading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Which calls are retried after a failure that leaves open whether they arrived.
 */
class RetriedCallsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final DeviceRef DEVICE = DeviceRef.id("5b1d7c20");

	private static final Instant TIME = Instant.parse("2026-03-05T08:15:30.250Z");

	private static final DataPoint TIMED = DataPoint.of(TIME, 1);

	private static final DataPoint UNTIMED = DataPoint.of(1);

	private static final DataPoint LOCATED = new DataPoint(TIME, StreamValue.of(1),
			LocationUpdate.of(1, 2).withTimestamp(TIME));

	private static final RetryOptions AT_ONCE = RetryOptions.defaults().withMaxRetries(3).withDelay(Duration.ZERO);

	/** What stores something new each time, although its method is PUT. */
	private static final Set<String> UNSAFE_PUTS = Set.of("M2xLocations.update");

	/** What only reads or replaces itself, although its method is POST. */
	private static final Set<String> SAFE_POSTS = Set.of("M2xValues.search", "M2xValues.searchAll",
			"M2xValues.writeAll", "M2xValues.write");

	private final StubServer server = new StubServer();

	private final M2xClient client = this.server.client(AT_ONCE);

	private final M2xClient onServerTime = M2xClient.builder()
		.baseUrl(this.server.url())
		.retry(AT_ONCE)
		.valueTimestamps(TimestampSource.SERVER)
		.build();

	@AfterEach
	void stop() {
		this.server.close();
	}

	static Stream<Method> calls() {
		return LazinessTests.calls();
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callIsRetriedUnlessItWouldDoMore(Method method) throws Exception {
		this.server.respond(503, "{}");
		Object service = LazinessTests.service(this.client, method);
		Publisher<?> call = (Publisher<?>) method.invoke(service, LazinessTests.arguments(method));
		Throwable failure = catchThrowableOfType(M2xServerException.class, () -> Flux.from(call).then().block(LIMIT));
		assertThat(failure).isNotNull();
		String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
		boolean safe = switch (this.server.last().method()) {
			case "POST" -> SAFE_POSTS.contains(name);
			case "PUT" -> !UNSAFE_PUTS.contains(name);
			default -> true;
		};
		assertThat(this.server.received()).hasSize(safe ? 4 : 1);
	}

	// Whether a write without a timestamp is retried depends on who gives it one.
	static Stream<Arguments> writes() {
		DeviceReading update = DeviceReading.at(TIME).with("t", 1);
		LocationUpdate place = LocationUpdate.of(1, 2);
		return Stream.of(safe((client) -> client.values().write(DEVICE, "t", TIMED)),
				untimed((client) -> client.values().write(DEVICE, "t", UNTIMED)),
				untimed((client) -> client.values().write(DEVICE, "t", 21.5)),
				untimed((client) -> client.values().write(DEVICE, "t", "open")),
				safe((client) -> client.values().writeAll(DEVICE, "t", List.of(TIMED, TIMED))),
				untimed((client) -> client.values().writeAll(DEVICE, "t", List.of(TIMED, UNTIMED))),
				safe((client) -> client.values().write(DEVICE, update)),
				untimed((client) -> client.values().write(DEVICE, DeviceReading.now().with("t", 1))),
				unsafe((client) -> client.values().write(DEVICE, update.withLocation(place.withTimestamp(TIME)))),
				unsafe((client) -> client.values().write(DEVICE, DeviceReading.now().with("t", 1).withLocation(place))),
				safe((client) -> client.values().writeAll(DEVICE, Map.of("t", List.of(TIMED)))),
				untimed((client) -> client.values()
					.writeAll(DEVICE, Map.of("t", List.of(TIMED), "u", List.of(UNTIMED)))),
				unsafe((client) -> client.values().writeAll(DEVICE, Map.of("t", List.of(LOCATED)))),
				unsafe((client) -> client.locations().update(DEVICE, place.withTimestamp(TIME))),
				unsafe((client) -> client.locations().update(DEVICE, place)),
				safe((client) -> client.devices()
					.search(DeviceSearch.create().whereStream("t", ValueCondition.greaterThan(30)))
					.then()));
	}

	private static Arguments safe(Write write) {
		return Arguments.of(true, true, write);
	}

	private static Arguments untimed(Write write) {
		return Arguments.of(true, false, write);
	}

	private static Arguments unsafe(Write write) {
		return Arguments.of(false, false, write);
	}

	@ParameterizedTest
	@MethodSource("writes")
	void writeIsRetriedOnlyIfItReplacesItself(boolean onClientTime, boolean onServerTime, Write write) {
		this.server.respond(504, "{}");
		assertThatExceptionOfType(M2xServerException.class).isThrownBy(() -> write.send(this.client).block(LIMIT));
		assertThat(this.server.received()).hasSize(onClientTime ? 4 : 1);
		this.server.received().clear();
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> write.send(this.onServerTime).block(LIMIT));
		assertThat(this.server.received()).hasSize(onServerTime ? 4 : 1);
	}

	@Test
	void retriedRequestIsTheSame() {
		failFirst(1, 503, 202, "{\"status\":\"accepted\"}");
		this.client.values().writeAll(DEVICE, "t", List.of(TIMED, UNTIMED)).block(LIMIT);
		assertThat(this.server.received()).hasSize(2);
		StubServer.Received first = this.server.received().get(0);
		assertThat(this.server.last().body()).isEqualTo(first.body()).contains("2026-03-05");
		assertThat(this.server.last().uri()).isEqualTo(first.uri());
		assertThat(this.server.last().headers().get("X-M2X-KEY")).isEqualTo(first.headers().get("X-M2X-KEY"));
	}

	@Test
	void sameClientCanHaveOtherRetries() {
		this.server.respond(503, "{}");
		M2xClient once = this.client.withRetry(RetryOptions.none());
		assertThatExceptionOfType(M2xServerException.class).isThrownBy(() -> once.platform().status().block(LIMIT));
		assertThat(this.server.received()).hasSize(1);
		assertThat(this.server.last().headers().get("X-M2X-KEY")).isNotEmpty();
		assertThat(once.retry()).isEqualTo(RetryOptions.none());
		assertThat(this.client.retry()).isEqualTo(AT_ONCE);
	}

	@Test
	void keyInPathSurvivesTheRetry() {
		failFirst(2, 502, 200, "{\"key\":\"5ec2e700\",\"name\":\"N\"}");
		this.client.keys().view("5ec2e700").block(LIMIT);
		assertThat(this.server.received()).hasSize(3)
			.allSatisfy((request) -> assertThat(request.uri()).isEqualTo("/v2/keys/5ec2e700"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504 })
	void deleteThatIsDoneAlreadyIsASuccess(int status) {
		failFirst(1, status, 404, "{}");
		this.client.streams().delete(DEVICE, "t").block(LIMIT);
		assertThat(this.server.received()).hasSize(2);
	}

	@Test
	void deleteOfWhatIsNotThereFailsAtTheFirstAttempt() {
		this.server.respond(404, "{}");
		assertThatExceptionOfType(M2xNotFoundException.class)
			.isThrownBy(() -> this.client.streams().delete(DEVICE, "t").block(LIMIT));
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void deleteThatWasTurnedAwayCanNotBeDoneAlready() {
		failFirst(1, 429, 404, "{}");
		assertThatExceptionOfType(M2xNotFoundException.class)
			.isThrownBy(() -> this.client.streams().delete(DEVICE, "t").block(LIMIT));
	}

	@Test
	void deleteOfAPartCanNotMakeTheWholeDisappear() {
		failFirst(1, 503, 404, "{}");
		assertThatExceptionOfType(M2xNotFoundException.class)
			.isThrownBy(() -> this.client.values().delete(DEVICE, "t", TIME, TIME).block(LIMIT));
	}

	@Test
	void otherCallThatFindsNothingAfterAFailureFails() {
		failFirst(1, 503, 404, "{}");
		M2xCollections collections = this.client.collections();
		assertThatExceptionOfType(M2xNotFoundException.class)
			.isThrownBy(() -> collections.addDevice("c", "d").block(LIMIT));
	}

	@Test
	void pageIsRetriedAlone() {
		AtomicInteger count = new AtomicInteger();
		this.server.respond((request, response) -> {
			int page = request.uri().contains("page=2") ? 2 : 1;
			if (count.incrementAndGet() == 2) {
				return response.status(503).send();
			}
			return response.sendString(Mono.just("{\"devices\":[{\"id\":\"d" + page
					+ "\",\"name\":\"n\"}],\"total\":2,\"pages\":2,\"limit\":1,\"current_page\":" + page + "}"));
		});
		List<String> ids = this.client.devices().listAll(DeviceQuery.all()).map(Device::id).collectList().block(LIMIT);
		assertThat(ids).containsExactly("d1", "d2");
		assertThat(this.server.received()).hasSize(3);
		assertThat(this.server.received().stream().filter((request) -> request.uri().contains("page=2"))).hasSize(2);
	}

	@Test
	void waitForAJobSurvivesFailedLooks() {
		String[] responses = { "queued", "", "", "working", "", "complete" };
		AtomicInteger count = new AtomicInteger();
		this.server.respond((request, response) -> {
			String state = responses[count.getAndIncrement()];
			return state.isEmpty() ? response.status(503).send()
					: response.sendString(Mono.just("{\"id\":\"j\",\"state\":\"" + state + "\"}"));
		});
		JobWait quick = JobWait.defaults().withPollInterval(Duration.ofMillis(1), Duration.ofMillis(1));
		assertThat(this.client.jobs().await("j", quick).block(LIMIT).state()).isEqualTo(JobState.COMPLETE);
		assertThat(this.server.received()).hasSize(responses.length);
	}

	private void failFirst(int failures, int failure, int then, String body) {
		AtomicInteger count = new AtomicInteger();
		this.server.respond((request, response) -> (count.getAndIncrement() < failures)
				? response.status(failure).send() : response.status(then).sendString(Mono.just(body)));
	}

	/**
	 * A call of a service.
	 */
	@FunctionalInterface
	interface Write {

		Mono<Void> send(M2xClient client);

	}

}
