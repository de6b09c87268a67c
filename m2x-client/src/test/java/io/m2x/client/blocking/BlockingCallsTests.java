package io.m2x.client.blocking;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import io.m2x.client.M2xClient;
import io.m2x.client.StubServer;
import io.m2x.client.devices.Device;
import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.observation.M2xClientObservationContext;
import io.m2x.client.observation.M2xClientObservationConvention;
import io.m2x.client.values.DataPoint;
import io.m2x.client.values.DeviceReading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * How a thread waits for a call.
 */
@Timeout(60)
class BlockingCallsTests {

	private static final DeviceRef DEVICE = DeviceRef.id("5b1d7c20");

	private static final String JSON = "{\"id\":\"5b1d7c20\",\"name\":\"Greenhouse\"}";

	private final StubServer server = new StubServer().respond(200, JSON);

	private final M2xBlockingClient client = M2xBlockingClient.of(this.server.client());

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void resultIsReturned() {
		assertThat(this.client.devices().view(DEVICE).name()).isEqualTo("Greenhouse");
		assertThat(this.server.last().uri()).isEqualTo("/v2/devices/5b1d7c20");
	}

	@Test
	void whatIsNotThereIsEmpty() {
		this.server.respond(204, "");
		assertThat(this.client.locations().read(DEVICE)).isEmpty();
		this.server.respond(200, "{\"latitude\":48.1,\"longitude\":11.5}");
		assertThat(this.client.locations().read(DEVICE)).isPresent();
	}

	@Test
	void streamOfValuesIsWrittenAndMayWait() {
		List<Boolean> mayWait = new CopyOnWriteArrayList<>();
		this.server.respond(202, "{\"status\":\"accepted\"}");
		AtomicBoolean closed = new AtomicBoolean();
		Stream<DataPoint> points = Stream.of(1, 2)
			.peek((value) -> mayWait.add(!Schedulers.isInNonBlockingThread()))
			.map(DataPoint::of)
			.onClose(() -> closed.set(true));
		this.client.values().writeAll(DEVICE, "temperature", points);
		assertThat(this.server.last().body()).contains("\"value\":1", "\"value\":2");
		assertThat(mayWait).containsExactly(true, true);
		assertThat(closed).isTrue();
	}

	@Test
	void keyCanBeAnother() {
		this.client.withApiKey("fedcba98765432100000000000000000").devices().view(DEVICE);
		assertThat(this.server.last().headers().get("X-M2X-KEY")).isEqualTo("fedcba98765432100000000000000000");
	}

	@Test
	void servicesAreObjects() {
		M2xBlockingDevices devices = this.client.devices();
		assertThat(devices).isEqualTo(this.client.devices())
			.isNotEqualTo(this.client.withApiKey("0").devices())
			.hasSameHashCodeAs(this.client.devices())
			.hasToString("M2xBlockingDevices");
		assertThat(this.client).hasToString("M2xBlockingClient[" + this.server.url() + "]");
		assertThat(this.client.reactive().devices()).isNotNull();
	}

	@Test
	void failureIsThrownAsItIsAndBeginsAtTheCaller() {
		this.server.respond(404, "{\"message\":\"Device Not Found\"}");
		M2xNotFoundException failure = catchThrowableOfType(M2xNotFoundException.class,
				() -> this.client.devices().delete(DEVICE));
		assertThat(failure).hasNoCause().hasNoSuppressedExceptions();
		assertThat(failure.error()).isEqualTo("Device Not Found");
		assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
		assertThat(failure.getStackTrace()).extracting(StackTraceElement::getClassName)
			.noneMatch((name) -> name.startsWith("reactor.") || name.contains("$Proxy"));
	}

	@Test
	void failureToConnectBeginsAtTheCallerToo() {
		this.server.close();
		M2xTransportException failure = catchThrowableOfType(M2xTransportException.class,
				() -> this.client.devices().view(DEVICE));
		assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
		assertThat(failure).hasNoSuppressedExceptions().hasCauseInstanceOf(IOException.class);
	}

	@Test
	void eachCallHasItsOwnFailure() throws Exception {
		this.server.respond(404, "{}");
		FutureTask<M2xException> other = onThread(() -> failure());
		assertThat(failure()).isNotSameAs(other.get());
	}

	private M2xException failure() {
		return catchThrowableOfType(M2xException.class, () -> this.client.devices().view(DEVICE));
	}

	@Test
	void badArgumentIsRefusedAsByTheTwin() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.charts().listForDevice(""))
			.withMessage("'deviceId' must not be empty");
		assertThat(this.server.received()).isEmpty();
	}

	@Test
	void failureOfAnotherOwnerIsThrownUnchanged() {
		IllegalStateException shared = new IllegalStateException("broken");
		StackTraceElement[] origin = shared.getStackTrace();
		M2xClient broken = M2xClient.builder()
			.baseUrl(this.server.url())
			.observationConvention(new BrokenConvention(shared))
			.observationRegistry(TestObservationRegistry.create())
			.build();
		for (int i = 0; i < 4; i++) {
			assertThatIllegalStateException().isThrownBy(() -> M2xBlockingClient.of(broken).devices().view(DEVICE))
				.isSameAs(shared);
		}
		assertThat(shared).hasNoSuppressedExceptions();
		assertThat(shared.getStackTrace()).isEqualTo(origin);
	}

	@Test
	void interruptionCancelsTheCall() throws Exception {
		CountDownLatch received = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		this.server.respond((request, response) -> {
			response.withConnection((connection) -> connection.onDispose(closed::countDown));
			received.countDown();
			return Mono.never();
		});
		AtomicBoolean flag = new AtomicBoolean();
		FutureTask<M2xException> call = new FutureTask<>(() -> {
			M2xException failure = failure();
			flag.set(Thread.currentThread().isInterrupted());
			return failure;
		});
		Thread thread = new Thread(call, "worker-7");
		thread.start();
		assertThat(received.await(20, TimeUnit.SECONDS)).isTrue();
		thread.interrupt();
		assertThat(call.get()).isInstanceOf(M2xInterruptedException.class)
			.hasMessage("devices.view failed: the thread worker-7 was interrupted while it waited;"
					+ " the call was cancelled");
		assertThat(call.get().operation()).isEqualTo("devices.view");
		assertThat(call.get().getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
		assertThat(flag).isTrue();
		assertThat(closed.await(20, TimeUnit.SECONDS)).as("the request was cancelled").isTrue();
	}

	@Test
	void interruptedThreadSendsNothing() throws Exception {
		FutureTask<M2xException> call = onThread(() -> {
			Thread.currentThread().interrupt();
			return failure();
		});
		assertThat(call.get()).isInstanceOf(M2xInterruptedException.class)
			.hasMessageEndingWith(" was interrupted before the call; nothing was sent");
		assertThat(this.server.received()).isEmpty();
	}

	@Test
	void interruptedWriteTellsHowManyValuesWereAccepted() throws Exception {
		List<DataPoint> points = Collections.nCopies(10_001, DataPoint.of(1));
		M2xException all = interruptedAt(2, () -> this.client.values().writeAll(DEVICE, "temperature", points));
		assertThat(all).isInstanceOf(M2xInterruptedException.class)
			.hasMessageContaining("the first 10000 values were accepted");
		assertThat(all.accepted()).isEqualTo(10_000);
		assertThat(all.operation()).isEqualTo("values.write-all");
	}

	@Test
	void interruptedWriteOfAStreamTellsHowManyValuesWereAccepted() throws Exception {
		M2xException stream = interruptedAt(3,
				() -> this.client.values().writeAll(DEVICE, "temperature", Stream.generate(() -> DataPoint.of(1))));
		long values = this.server.received()
			.subList(0, 2)
			.stream()
			.mapToInt((request) -> request.body().split("\"value\"").length - 1)
			.sum();
		assertThat(stream.accepted()).isPositive().isEqualTo(values);
	}

	@Test
	void interruptedCallTellsItsOperation() throws Exception {
		M2xException reading = interruptedAt(1,
				() -> this.client.values().write(DEVICE, DeviceReading.now().with("temperature", 1)));
		assertThat(reading.operation()).isEqualTo("values.write-reading");
		assertThat(reading.accepted()).isZero();
	}

	// Interrupts the call when its last request has arrived, which gets no response.
	private M2xException interruptedAt(int last, Runnable call) throws Exception {
		CountDownLatch arrived = new CountDownLatch(last);
		this.server.respond((request, response) -> {
			arrived.countDown();
			return (arrived.getCount() == 0) ? Mono.never()
					: response.status(202)
						.header("Content-Type", "application/json")
						.sendString(Mono.just("{\"status\":\"accepted\"}"));
		});
		FutureTask<M2xException> failure = new FutureTask<>(() -> catchThrowableOfType(M2xException.class, call::run));
		Thread thread = new Thread(failure);
		thread.start();
		assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
		thread.interrupt();
		return failure.get(20, TimeUnit.SECONDS);
	}

	@Test
	void threadThatMustNotWaitIsRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> Mono.fromCallable(() -> this.client.devices().view(DEVICE))
				.subscribeOn(Schedulers.parallel())
				.block())
			.withMessageMatching(
					"M2xBlockingDevices\\.view was called on the thread parallel-\\d+, which must not wait\\. "
							+ "Call M2xDevices\\.view there, or call from another thread, such as one of "
							+ "Schedulers\\.boundedElastic\\(\\)\\.");
		assertThat(this.server.received()).isEmpty();
	}

	@Test
	void eventLoopOfTheHttpClientIsRefused() {
		Mono<Device> nested = this.client.reactive()
			.devices()
			.view(DEVICE)
			.map((device) -> this.client.devices().view(device.ref()));
		assertThatIllegalStateException().isThrownBy(nested::block).withMessageContaining("M2xBlockingDevices.view");
		assertThat(this.server.received()).hasSize(1);
	}

	@Test
	void observationOfTheCallingThreadIsTheParent() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		M2xBlockingClient observed = M2xBlockingClient
			.of(M2xClient.builder().baseUrl(this.server.url()).observationRegistry(registry).build());
		Observation caller = Observation.createNotStarted("caller", registry);
		caller.observe(() -> observed.devices().view(DEVICE));
		TestObservationRegistryAssert.assertThat(registry)
			.hasObservationWithNameEqualTo("m2x.client")
			.that()
			.hasParentObservationEqualTo(caller)
			.hasBeenStopped();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsLeaveTheirCarriers() throws Exception {
		int calls = 4 * Runtime.getRuntime().availableProcessors() + 16;
		Sinks.Many<Boolean> arrived = Sinks.many().replay().all();
		Mono<Void> all = arrived.asFlux().take(calls).then();
		this.server.respond((request, response) -> {
			Schedulers.single().schedule(() -> arrived.tryEmitNext(true));
			return all.then(Mono.from(response.header("Content-Type", "application/json").sendString(Mono.just(JSON))));
		});
		CountDownLatch done = new CountDownLatch(calls);
		for (int i = 0; i < calls; i++) {
			ReflectionUtils.invokeMethod(Thread.class.getMethod("startVirtualThread", Runnable.class), null,
					(Runnable) () -> {
						this.client.devices().view(DEVICE);
						done.countDown();
					});
		}
		assertThat(done.await(30, TimeUnit.SECONDS)).as("no carrier waits").isTrue();
	}

	private static <T> FutureTask<T> onThread(Callable<T> action) {
		FutureTask<T> task = new FutureTask<>(action);
		new Thread(task).start();
		return task;
	}

	private record BrokenConvention(RuntimeException failure) implements M2xClientObservationConvention {

		@Override
		public KeyValues getLowCardinalityKeyValues(M2xClientObservationContext context) {
			throw this.failure;
		}

	}

}
