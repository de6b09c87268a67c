package io.m2x.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import io.m2x.client.FaultProxy.Fault;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xRateLimitException;
import io.m2x.client.error.M2xServerException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.model.TimestampSource;
import io.m2x.client.retry.RetryOptions;
import io.m2x.client.streams.StreamDefinition;
import io.m2x.client.values.ValuesQuery;
import io.m2x.server.M2xServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The client against the real server, with all that can go wrong between the two. What
 * arrived is counted on the way and, for values that each arrival adds to, at the server.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultyNetworkTests {

	/** Far beyond any timeout of the clients here. */
	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration READ_TIMEOUT = Duration.ofMillis(700);

	private static final Duration AGES = Duration.ofMinutes(10);

	private static final RetryOptions QUICK = RetryOptions.defaults()
		.withMaxRetries(3)
		.withDelay(Duration.ofMillis(10))
		.withJitter(0);

	private static final M2xServer SERVER = TestServers.builder().start();

	private final FaultProxy proxy = new FaultProxy(URI.create(SERVER.url()));

	private final M2xClient direct = M2xClient.builder().baseUrl(SERVER.url()).apiKey(SERVER.masterKey()).build();

	private final M2xClient client = through(QUICK, AGES, LIMIT);

	private String device = "";

	@BeforeEach
	void createDevice() {
		this.device = this.direct.devices().create(CreateDevice.named("Vent")).block(LIMIT).id();
		for (String stream : List.of("temperature", "doomed")) {
			this.direct.streams()
				.createOrUpdate(DeviceRef.id(this.device), stream, StreamDefinition.numeric())
				.block(LIMIT);
		}
	}

	@AfterEach
	void closeProxy() {
		this.proxy.close();
	}

	@AfterAll
	static void stopServer() {
		SERVER.close();
	}

	private M2xClient through(RetryOptions retry, Duration readTimeout, Duration callTimeout) {
		return M2xClient.builder()
			.baseUrl(this.proxy.url().toString())
			.apiKey(SERVER.masterKey())
			.retry(retry)
			.valueTimestamps(TimestampSource.SERVER)
			.readTimeout(readTimeout)
			.callTimeout(callTimeout)
			.build();
	}

	private M2xException failure(Mono<?> call) {
		return catchThrowableOfType(M2xException.class, () -> call.block(LIMIT));
	}

	private int storedValues() {
		return this.direct.values()
			.list(DeviceRef.id(this.device), "temperature", ValuesQuery.latest())
			.block(LIMIT)
			.values()
			.size();
	}

	static Stream<Arguments> faultsAndCalls() {
		return Stream.of(Trouble.values())
			.flatMap((trouble) -> Stream.of(CallKind.values()).map((call) -> Arguments.of(trouble, call)));
	}

	@ParameterizedTest
	@MethodSource("faultsAndCalls")
	void safeCallGetsOverAFaultAndUnsafeOneIsNotRetried(Trouble trouble, CallKind call) {
		M2xClient patient = trouble.isSilent() ? through(QUICK, READ_TIMEOUT, LIMIT) : this.client;
		this.proxy.next(trouble.fault());
		Mono<?> sent = call.send(patient, this.device);
		if (call.safe || !trouble.breaks) {
			sent.block(LIMIT);
			assertThat(this.proxy.requests()).hasSize(trouble.breaks ? 2 : 1);
			assertThat(this.proxy.forwarded()).hasSize((trouble.breaks && trouble.arrives) ? 2 : 1);
			call.verifyDone(this.direct, this.device);
		}
		else {
			assertThat(failure(sent)).isExactlyInstanceOf(trouble.failure);
			assertThat(this.proxy.requests()).hasSize(1);
			assertThat(this.proxy.forwarded()).hasSize(trouble.arrives ? 1 : 0);
			if (trouble.arrives) {
				Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(storedValues()).isEqualTo(1));
			}
			else {
				assertThat(storedValues()).isZero();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = Trouble.class, names = { "RESET_AFTER", "CLOSED", "CUT_IN_HEAD", "GATEWAY_TIMEOUT" })
	void everydayWriteThatArrivesTwiceIsStoredOnce(Trouble trouble) {
		M2xClient everyday = M2xClient.builder()
			.baseUrl(this.proxy.url().toString())
			.apiKey(SERVER.masterKey())
			.retry(QUICK)
			.build();
		this.proxy.next(trouble.fault());
		everyday.values().write(DeviceRef.id(this.device), "temperature", 21.5).block(LIMIT);
		assertThat(this.proxy.requests()).hasSize(2);
		Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(storedValues()).isEqualTo(1));
	}

	static Stream<Arguments> breakingFaultsAndCalls() {
		return faultsAndCalls().filter((arguments) -> ((Trouble) arguments.get()[0]).breaks);
	}

	@ParameterizedTest
	@MethodSource("breakingFaultsAndCalls")
	void faultThatStaysGivesTheRightFailure(Trouble trouble, CallKind call) {
		M2xClient hasty = trouble.isSilent() ? through(QUICK.withMaxRetries(1), Duration.ofMillis(200), LIMIT)
				: this.client;
		this.proxy.always(trouble.fault());
		assertThat(failure(call.send(hasty, this.device))).isExactlyInstanceOf(trouble.failure);
		int attempts = trouble.isSilent() ? 2 : 4;
		assertThat(this.proxy.requests()).hasSize(call.safe ? attempts : 1);
	}

	@ParameterizedTest
	@EnumSource(value = Trouble.class, names = { "BLACK_HOLE", "SILENCE" })
	void nothingHangsBeyondTheCallTimeout(Trouble trouble) {
		this.proxy.always(trouble.fault());
		M2xClient limited = through(QUICK, AGES, Duration.ofMillis(500));
		for (CallKind call : CallKind.values()) {
			assertThat(failure(call.send(limited, this.device))).isExactlyInstanceOf(M2xTransportException.class)
				.hasMessageContaining("no complete response within 500 ms");
		}
		assertThat(this.proxy.requests()).hasSize(CallKind.values().length);
	}

	@Test
	void callTimeoutAfterFailedAttemptsTellsTheLastFailure() {
		this.proxy.next(Fault.response(502), Fault.resetBefore());
		this.proxy.always(Fault.blackHole());
		M2xClient limited = through(QUICK, AGES, Duration.ofSeconds(1));
		M2xException failure = failure(CallKind.GET.send(limited, this.device));
		assertThat(failure).isExactlyInstanceOf(M2xTransportException.class).hasMessageContaining("within 1000 ms");
		assertThat(failure.getSuppressed()).hasAtLeastOneElementOfType(M2xTransportException.class);
		assertThat(this.proxy.requests()).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource
	void everyCallGetsOverRefusedConnections(CallKind call) {
		this.proxy.refuse();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new Repairman(this.proxy, 2));
		M2xClient observed = M2xClient.builder()
			.baseUrl(this.proxy.url().toString())
			.apiKey(SERVER.masterKey())
			.retry(QUICK)
			.observationRegistry(registry)
			.build();
		call.send(observed, this.device).block(LIMIT);
		assertThat(this.proxy.requests()).hasSize(1);
		call.verifyDone(this.direct, this.device);
	}

	@ParameterizedTest
	@EnumSource
	void connectionsThatStayRefusedFailEveryCall(CallKind call) {
		this.proxy.refuse();
		assertThat(failure(call.send(this.client, this.device))).isExactlyInstanceOf(M2xTransportException.class)
			.hasMessageContaining("no connection");
	}

	@ParameterizedTest
	@EnumSource(value = Trouble.class, names = { "RESET_BEFORE", "RESET_AFTER", "CLOSED", "CUT_IN_HEAD" })
	void unsafeCallOnAPooledConnectionThatBreaksArrivesAtMostOnce(Trouble trouble) {
		CallKind.GET.send(this.client, this.device).block(LIMIT);
		this.proxy.next(trouble.fault());
		assertThat(failure(CallKind.POST.send(this.client, this.device)))
			.isExactlyInstanceOf(M2xTransportException.class);
		assertThat(this.proxy.requests()).hasSize(2);
		assertThat(this.proxy.forwarded()).hasSize(trouble.arrives ? 2 : 1);
		CallKind.GET.send(this.client, this.device).block(LIMIT);
	}

	@Test
	void idleConnectionsThatWereResetDoNotSpoilTheNextCall() {
		for (int round = 1; round <= 20; round++) {
			CallKind.GET.send(this.client, this.device).block(LIMIT);
			this.proxy.refuse();
			this.proxy.accept();
			Mono<?> post = CallKind.POST.send(this.client, this.device).onErrorComplete(M2xTransportException.class);
			post.block(LIMIT);
			assertThat(this.proxy.forwarded().stream().filter((request) -> request.startsWith("POST")).count())
				.isLessThanOrEqualTo(round);
		}
	}

	@Test
	void responseCutInItsBodyIsReadAgain() {
		this.proxy.next(Fault.cutAfter(300), Fault.cutAfter(350));
		assertThat(this.client.devices().view(DeviceRef.id(this.device)).block(LIMIT).name()).isEqualTo("Vent");
		assertThat(this.proxy.forwarded()).hasSize(3);
	}

	@Test
	void failureOfTheServerItselfIsNotRetried() {
		this.proxy.always(Fault.response(500));
		assertThat(failure(CallKind.GET.send(this.client, this.device)).status()).isEqualTo(500);
		assertThat(this.proxy.requests()).hasSize(1);
	}

	@Test
	void serverThatAsksForALongWaitFailsTheCallAtOnce() {
		this.proxy.always(Fault.response(503, "Retry-After: 3600"));
		assertThat(failure(CallKind.GET.send(this.client, this.device)))
			.isInstanceOfSatisfying(M2xServerException.class, (ex) -> assertThat(ex.retryAfter()).hasHours(1));
		assertThat(this.proxy.requests()).hasSize(1);
	}

	/**
	 * What goes wrong once, or for good.
	 */
	enum Trouble {

		DELAY(true, null),

		BLACK_HOLE(false, M2xTransportException.class),

		SILENCE(true, M2xTransportException.class),

		CLOSED(true, M2xTransportException.class),

		CUT_IN_HEAD(true, M2xTransportException.class),

		RESET_BEFORE(false, M2xTransportException.class),

		RESET_AFTER(true, M2xTransportException.class),

		TOO_MANY_REQUESTS(false, M2xRateLimitException.class),

		BAD_GATEWAY(false, M2xServerException.class),

		UNAVAILABLE(false, M2xServerException.class),

		GATEWAY_TIMEOUT(false, M2xServerException.class);

		private final boolean arrives;

		private final boolean breaks;

		private final Class<? extends M2xException> failure;

		Trouble(boolean arrives, Class<? extends M2xException> failure) {
			this.arrives = arrives;
			this.breaks = failure != null;
			this.failure = failure;
		}

		private boolean isSilent() {
			return this == BLACK_HOLE || this == SILENCE;
		}

		private Fault fault() {
			return switch (this) {
				case DELAY -> Fault.delayed(Duration.ofMillis(100));
				case BLACK_HOLE -> Fault.blackHole();
				case SILENCE -> Fault.silence();
				case CLOSED -> Fault.cutAfter(0);
				case CUT_IN_HEAD -> Fault.cutAfter(20);
				case RESET_BEFORE -> Fault.resetBefore();
				case RESET_AFTER -> Fault.resetAfter();
				case TOO_MANY_REQUESTS -> Fault.response(429, "Retry-After: 0");
				case BAD_GATEWAY -> Fault.response(502);
				case UNAVAILABLE -> Fault.response(503, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT");
				case GATEWAY_TIMEOUT -> Fault.response(504);
			};
		}

	}

	/**
	 * Opens the way again when a call is retried for a given time.
	 */
	private static final class Repairman implements ObservationHandler<Observation.Context> {

		private final FaultProxy proxy;

		private int left;

		Repairman(FaultProxy proxy, int retries) {
			this.proxy = proxy;
			this.left = retries;
		}

		@Override
		public void onEvent(Observation.Event event, Observation.Context context) {
			if (--this.left == 0) {
				this.proxy.accept();
			}
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
