package io.m2x.client.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;

import io.m2x.client.error.FailedResponse;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xServerException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a call is retried, in virtual time.
 */
class CallRetryTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final RetryOptions STEADY = RetryOptions.defaults()
		.withMaxRetries(3)
		.withJitter(0)
		.withTimeout(Duration.ofSeconds(20));

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

	/** When the attempts began, in milliseconds since the beginning of the call. */
	private final List<Long> attempts = new ArrayList<>();

	private RetryOptions options = STEADY;

	private double random;

	private boolean idempotent = true;

	private Duration callTimeout = CALL_TIMEOUT;

	private @Nullable CallRetry retry;

	private static long now() {
		return VirtualTimeScheduler.get().now(TimeUnit.NANOSECONDS);
	}

	private static M2xException response(int status, @Nullable Duration retryAfter) {
		return new FailedResponse(status, null, null, Map.of(), retryAfter, null).toException("things.view");
	}

	private static M2xException broken(Throwable cause) {
		return new TransportFailures((problem) -> null).translate("things.view", cause, null);
	}

	private Mono<String> call(Supplier<M2xException> failure) {
		return call(Mono.error(failure));
	}

	private Mono<String> call(Mono<String> attempt) {
		return Mono.defer(() -> {
			long beginning = now();
			CallSettings settings = new CallSettings("default", this.callTimeout, LIMIT, this.options, null,
					ObservationRegistry.NOOP, null, (problem) -> null);
			CallRetry current = new CallRetry(this.options, new Backoff(this.options, () -> this.random),
					() -> this.idempotent, this.callTimeout,
					ObservedCall.start(settings, "things.view", Context.empty()), CallRetryTests::now);
			this.retry = current;
			return Mono.defer(() -> {
				this.attempts.add(TimeUnit.NANOSECONDS.toMillis(now() - beginning));
				return attempt;
			})
				.retryWhen(current.retry())
				.timeout(this.callTimeout, Mono.error(() -> current.timedOut("things.view", this.callTimeout)));
		});
	}

	private Throwable failureOf(Supplier<M2xException> failure) {
		List<Throwable> failures = new ArrayList<>();
		StepVerifier.withVirtualTime(() -> call(failure))
			.thenAwait(Duration.ofHours(1))
			.expectErrorSatisfies(failures::add)
			.verify(LIMIT);
		return failures.get(0);
	}

	@Test
	void waitsGrowFromOneAttemptToTheNext() {
		M2xException last = response(503, null);
		assertThat(failureOf(() -> last)).isSameAs(last);
		assertThat(this.attempts).containsExactly(0L, 200L, 600L, 1400L);
	}

	@Test
	void successEndsTheRetries() {
		AtomicInteger count = new AtomicInteger();
		StepVerifier
			.withVirtualTime(() -> call(Mono
				.defer(() -> (count.getAndIncrement() < 2) ? Mono.error(response(502, null)) : Mono.just("done"))))
			.thenAwait(Duration.ofMinutes(1))
			.expectNext("done")
			.expectComplete()
			.verify(LIMIT);
		assertThat(this.attempts).containsExactly(0L, 200L, 600L);
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void serverThatSaysWhenToComeBackIsObeyed(int status) {
		failureOf(() -> response(status, Duration.ofSeconds(6)));
		assertThat(this.attempts).containsExactly(0L, 6000L, 12_000L, 18_000L);
	}

	@Test
	void serverThatAsksToComeBackAtOnceIsSparedAllTheSame() {
		failureOf(() -> response(429, Duration.ZERO));
		assertThat(this.attempts).containsExactly(0L, 200L, 600L, 1400L);
	}

	static Stream<Arguments> outages() {
		M2xException refused = broken(new ConnectException("Refused"));
		M2xException unknownHost = broken(new UnknownHostException("m2x.example.com"));
		return Stream.of(0.0, 0.5, 1.0)
			.flatMap((random) -> Stream.of(Arguments.of(random, refused, false),
					Arguments.of(random, unknownHost, false),
					Arguments.of(random, broken(new IOException("Reset")), true),
					Arguments.of(random, response(502, null), true), Arguments.of(random, response(503, null), true),
					Arguments.of(random, response(503, Duration.ofSeconds(7)), true)));
	}

	// The server is up again 38 seconds after it went: 30 to be restarted, 8 to start.
	@ParameterizedTest
	@MethodSource("outages")
	void defaultsRideOverARestartWhateverChanceSays(double random, M2xException failure, boolean idempotent) {
		useDefaults(random);
		this.idempotent = idempotent;
		StepVerifier.withVirtualTime(() -> {
			long up = now() + Duration.ofSeconds(38).toNanos();
			return call(Mono.defer(() -> (now() < up) ? Mono.error(failure) : Mono.just("done")));
		}).thenAwait(Duration.ofMinutes(5)).expectNext("done").expectComplete().verify(LIMIT);
	}

	@ParameterizedTest
	@MethodSource("outages")
	void defaultsGiveUpAsTheGuideSays(double random, M2xException failure, boolean idempotent) {
		useDefaults(random);
		this.idempotent = idempotent;
		assertThat(secondsToFailure(Mono.error(failure))).isBetween(38L, 45L);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 1 })
	void defaultsGiveUpOnSilenceWithinTheCallTimeout(double random) {
		useDefaults(random);
		Mono<String> silence = Mono
			.defer(() -> Mono.delay(Duration.ofSeconds(10)).then(Mono.error(() -> broken(new IOException("Silence")))));
		assertThat(secondsToFailure(silence)).isBetween(45L, 55L);
		this.idempotent = false;
		assertThat(secondsToFailure(silence)).isEqualTo(10);
	}

	@Test
	void defaultsGiveUpAtOnceOnWhatMustNotBeRetried() {
		useDefaults(0);
		this.idempotent = false;
		assertThat(secondsToFailure(Mono.error(response(503, null)))).isZero();
		assertThat(secondsToFailure(Mono.error(broken(new IOException("Reset"))))).isZero();
	}

	private void useDefaults(double random) {
		this.options = RetryOptions.defaults();
		this.callTimeout = Duration.ofSeconds(60);
		this.random = random;
	}

	private long secondsToFailure(Mono<String> attempt) {
		List<Long> end = new ArrayList<>();
		StepVerifier.withVirtualTime(() -> {
			long beginning = now();
			return call(attempt).doOnError((ex) -> end.add(TimeUnit.NANOSECONDS.toSeconds(now() - beginning)));
		}).thenAwait(Duration.ofMinutes(5)).expectError(M2xException.class).verify(LIMIT);
		return end.get(0);
	}

	@Test
	void waitBeyondTheTimeForRetriesIsNotBegun() {
		M2xException last = response(429, Duration.ofSeconds(8));
		List<Long> end = new ArrayList<>();
		StepVerifier.withVirtualTime(() -> {
			long beginning = now();
			return call(() -> last).doOnError((ex) -> end.add(TimeUnit.NANOSECONDS.toSeconds(now() - beginning)));
		}).thenAwait(Duration.ofHours(1)).expectErrorMatches((ex) -> ex == last).verify(LIMIT);
		assertThat(this.attempts).containsExactly(0L, 8000L, 16_000L);
		assertThat(end).containsExactly(16L);
	}

	@Test
	void waitUpToTheVeryEndOfTheTimeForRetriesIsBegun() {
		failureOf(() -> response(429, Duration.ofSeconds(10)));
		assertThat(this.attempts).containsExactly(0L, 10_000L, 20_000L);
	}

	@Test
	void waitBeyondTheCallTimeoutIsNotBegun() {
		this.callTimeout = Duration.ofSeconds(5);
		M2xException last = response(503, Duration.ofSeconds(5));
		assertThat(failureOf(() -> last)).isSameAs(last);
		assertThat(this.attempts).containsExactly(0L);
	}

	@Test
	void waitOfAgesIsNotBegun() {
		assertThat(failureOf(() -> response(503, Duration.ofSeconds(Long.MAX_VALUE))))
			.isInstanceOf(M2xServerException.class);
		assertThat(this.attempts).containsExactly(0L);
	}

	@Test
	void slowAttemptsUseUpTheTimeForRetries() {
		StepVerifier.withVirtualTime(
				() -> call(Mono.delay(Duration.ofSeconds(9)).then(Mono.error(() -> broken(new IOException("Reset"))))))
			.thenAwait(Duration.ofHours(1))
			.expectError(M2xTransportException.class)
			.verify(LIMIT);
		assertThat(this.attempts).containsExactly(0L, 9200L, 18_600L);
	}

	@Test
	void callTimeoutTellsTheFailureBefore() {
		this.callTimeout = Duration.ofSeconds(3);
		M2xException first = response(503, null);
		AtomicInteger count = new AtomicInteger();
		StepVerifier
			.withVirtualTime(
					() -> call(Mono.defer(() -> (count.getAndIncrement() == 0) ? Mono.error(first) : Mono.never())))
			.thenAwait(Duration.ofSeconds(3))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(M2xTransportException.class)
				.hasMessage("things.view failed: no complete response within 3000 ms")
				.hasSuppressedException(first))
			.verify(LIMIT);
		assertThat(this.attempts).containsExactly(0L, 200L);
	}

	@Test
	void callTimeoutInTheFirstAttemptHasNothingToAdd() {
		StepVerifier.withVirtualTime(() -> call(Mono.never()))
			.thenAwait(CALL_TIMEOUT)
			.expectErrorSatisfies((failure) -> assertThat(failure).hasNoSuppressedExceptions()
				.hasCauseInstanceOf(TimeoutException.class))
			.verify(LIMIT);
	}

	@Test
	void permanentFailureIsNotRetried() {
		M2xException last = response(500, null);
		assertThat(failureOf(() -> last)).isSameAs(last);
		assertThat(this.attempts).containsExactly(0L);
	}

	@Test
	void unsafeCallIsRetriedOnlyIfItWasNotSent() {
		this.idempotent = false;
		failureOf(() -> response(503, null));
		failureOf(() -> response(429, Duration.ZERO));
		failureOf(() -> broken(new IOException("Reset")));
		assertThat(this.attempts).containsExactly(0L, 0L, 0L);
		this.attempts.clear();
		failureOf(() -> broken(new ConnectException("Refused")));
		assertThat(this.attempts).containsExactly(0L, 200L, 600L, 1400L);
	}

	@Test
	void noneIsOneAttempt() {
		this.options = RetryOptions.none();
		failureOf(() -> response(503, Duration.ZERO));
		assertThat(this.attempts).containsExactly(0L);
	}

	@Test
	void eachSubscriptionStartsAfresh() {
		StepVerifier.withVirtualTime(() -> {
			Mono<String> call = call(() -> response(503, null));
			return call.onErrorResume((first) -> call);
		}).thenAwait(Duration.ofHours(1)).expectError(M2xServerException.class).verify(LIMIT);
		assertThat(this.attempts).containsExactly(0L, 200L, 600L, 1400L, 0L, 200L, 600L, 1400L);
	}

	@Test
	void cancellingEndsTheWait() {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			Disposable call = call(() -> response(503, null)).subscribe((none) -> {
			}, (failure) -> {
			});
			time.advanceTimeBy(Duration.ofMillis(599));
			call.dispose();
			time.advanceTimeBy(Duration.ofHours(1));
			assertThat(this.attempts).containsExactly(0L, 200L);
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@Test
	void onlyWhatMayHaveArrivedIsRememberedAsSuch() {
		failureOf(() -> broken(new ConnectException("Refused")));
		assertThat(this.retry.mayHaveArrived()).isFalse();
		failureOf(() -> response(429, Duration.ZERO));
		assertThat(this.retry.mayHaveArrived()).isFalse();
		failureOf(() -> response(503, null));
		assertThat(this.retry.mayHaveArrived()).isTrue();
		failureOf(() -> broken(new IOException("Reset")));
		assertThat(this.retry.mayHaveArrived()).isTrue();
	}

}
