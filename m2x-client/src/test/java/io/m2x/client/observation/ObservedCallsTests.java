package io.m2x.client.observation;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import io.m2x.client.M2xClient;
import io.m2x.client.M2xClientBuilder;
import io.m2x.client.StubServer;
import io.m2x.client.devices.CreateDevice;
import io.m2x.client.devices.DeviceQuery;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.error.M2xServerException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.jobs.Job;
import io.m2x.client.jobs.JobState;
import io.m2x.client.model.DeviceRef;
import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What metrics and traces learn of calls.
 */
class ObservedCallsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String HTTP = "http.client.requests";

	private final StubServer server = new StubServer();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

	private final M2xClient client = client().build();

	ObservedCallsTests() {
		this.registry.observationConfig()
			.observationHandler(new DefaultMeterObservationHandler(this.meters))
			.observationHandler(new Recorder());
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private M2xClientBuilder client() {
		return M2xClient.builder()
			.name("north")
			.baseUrl(this.server.url())
			.apiKey("5ec2e7000000000000000000deadbeef")
			.retry(RetryOptions.defaults().withMaxRetries(3).withDelay(Duration.ZERO))
			.webClientBuilder(WebClient.builder().observationRegistry(this.registry))
			.observationRegistry(this.registry);
	}

	private void responses(int... statuses) {
		AtomicInteger count = new AtomicInteger();
		this.server.respond((request, response) -> {
			int status = statuses[Math.min(count.getAndIncrement(), statuses.length - 1)];
			return response.status(status).sendString(Mono.just("{\"id\":\"d\",\"name\":\"n\"}"));
		});
	}

	private TestObservationRegistryAssert.TestObservationRegistryAssertReturningObservationContextAssert observed() {
		return TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("m2x.client")
			.that();
	}

	@Test
	void callIsObserved() {
		responses(200);
		this.client.devices().view(DeviceRef.id("d")).block(LIMIT);
		observed().hasContextualNameEqualTo("m2x devices.view")
			.hasBeenStarted()
			.hasBeenStopped()
			.doesNotHaveError()
			.hasLowCardinalityKeyValue("m2x.operation", "devices.view")
			.hasLowCardinalityKeyValue("m2x.resource", "devices")
			.hasLowCardinalityKeyValue("m2x.client", "north")
			.hasLowCardinalityKeyValue("outcome", "SUCCESS")
			.hasLowCardinalityKeyValue("error", "none")
			.hasHighCardinalityKeyValue("m2x.attempts", "1");
	}

	@Test
	void attemptsAreHttpExchangesBelowTheCall() {
		responses(503, 502, 200);
		this.client.devices().view(DeviceRef.id("d")).block(LIMIT);
		observed().hasHighCardinalityKeyValue("m2x.attempts", "3").hasLowCardinalityKeyValue("outcome", "SUCCESS");
		TestObservationRegistryAssert.assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo(HTTP, 3);
		Observation.Context call = named("m2x.client").get(0);
		assertThat(named(HTTP))
			.allSatisfy((http) -> assertThat(http.getParentObservation().getContextView()).isSameAs(call));
	}

	private List<Observation.Context> named(String name) {
		return this.stopped.stream().filter((context) -> context.getName().equals(name)).toList();
	}

	@Test
	void retriesAreCountedWithTheirReason() {
		responses(503, 429, 502, 200);
		this.client.devices().view(DeviceRef.id("d")).block(LIMIT);
		assertThat(retries("M2xServerException", "SERVER_ERROR")).isEqualTo(2);
		assertThat(retries("M2xRateLimitException", "CLIENT_ERROR")).isEqualTo(1);
		assertThat(this.meters.find("m2x.client.retry").counters()).hasSize(2);
		assertThat(this.meters.find("m2x.client.retry.exhausted").counters()).isEmpty();
		assertThat(this.meters.get("m2x.client")
			.tags("outcome", "SUCCESS", "error", "none", "m2x.client", "north", "m2x.resource", "devices")
			.timer()
			.count()).isEqualTo(1);
		assertThat(this.meters.get("m2x.client").timers()).hasSize(1);
	}

	private double retries(String error, String outcome) {
		Counter counter = this.meters.get("m2x.client.retry")
			.tags("m2x.operation", "devices.view", "error", error, "outcome", outcome)
			.counter();
		return counter.count();
	}

	@Test
	void metersKnowNoAttempts() {
		responses(503, 200);
		this.client.devices().view(DeviceRef.id("d")).block(LIMIT);
		assertThat(this.meters.getMeters()).noneMatch((meter) -> meter.getId().getTag("m2x.attempts") != null);
	}

	@Test
	void retriesThatAreUsedUpAreCounted() {
		responses(503);
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> this.client.devices().view(DeviceRef.id("d")).block(LIMIT));
		observed().hasError().hasHighCardinalityKeyValue("m2x.attempts", "4");
		assertThat(retries("M2xServerException", "SERVER_ERROR")).isEqualTo(3);
		assertThat(this.meters.get("m2x.client.retry.exhausted")
			.tags("error", "M2xServerException", "outcome", "SERVER_ERROR")
			.counter()
			.count()).isEqualTo(1);
	}

	@Test
	void failureThatNothingIsDoneAboutIsNoRetry() {
		responses(404);
		assertThatExceptionOfType(M2xNotFoundException.class)
			.isThrownBy(() -> this.client.devices().view(DeviceRef.id("d")).block(LIMIT));
		observed().hasLowCardinalityKeyValue("outcome", "CLIENT_ERROR")
			.hasLowCardinalityKeyValue("error", "M2xNotFoundException")
			.hasBeenStopped();
		assertThat(this.meters.find("m2x.client.retry").counters()).isEmpty();
		assertThat(this.meters.find("m2x.client.retry.exhausted").counters()).isEmpty();
	}

	@Test
	void unsafeCallThatIsNotRetriedHasNothingExhausted() {
		responses(503);
		assertThatExceptionOfType(M2xServerException.class)
			.isThrownBy(() -> this.client.devices().create(CreateDevice.named("n")).block(LIMIT));
		assertThat(this.meters.find("m2x.client.retry.exhausted").counters()).isEmpty();
	}

	@Test
	void responseThatCanNotBeReadIsAFailure() {
		this.server.respond(200, "<html>");
		assertThatExceptionOfType(M2xTransportException.class)
			.isThrownBy(() -> this.client.devices().view(DeviceRef.id("d")).block(LIMIT));
		observed().hasLowCardinalityKeyValue("outcome", "UNKNOWN")
			.hasLowCardinalityKeyValue("error", "M2xTransportException")
			.hasBeenStopped();
	}

	@Test
	void cancelledCallIsStopped() {
		this.server.respond((request, response) -> Mono.never());
		Disposable call = this.client.devices().view(DeviceRef.id("d")).subscribe();
		await().atMost(LIMIT).until(() -> !this.server.received().isEmpty());
		call.dispose();
		observed().hasBeenStopped()
			.doesNotHaveError()
			.hasLowCardinalityKeyValue("outcome", "CANCELLED")
			.hasLowCardinalityKeyValue("error", "none");
		assertThat(named("m2x.client")).hasSize(1);
	}

	@Test
	void callCancelledWhileItWaitsIsNoRetry() {
		responses(503);
		M2xClient patient = client()
			.retry(RetryOptions.defaults().withMaxRetries(3).withDelay(Duration.ofSeconds(5)).withJitter(0))
			.build();
		Disposable call = patient.devices().view(DeviceRef.id("d")).subscribe();
		await().atMost(LIMIT).until(() -> !named(HTTP).isEmpty());
		call.dispose();
		observed().hasLowCardinalityKeyValue("outcome", "CANCELLED").hasHighCardinalityKeyValue("m2x.attempts", "1");
		assertThat(this.meters.find("m2x.client.retry").counters()).isEmpty();
	}

	@Test
	void callTimeoutAfterAFailedAttemptIsExhaustion() {
		AtomicInteger count = new AtomicInteger();
		this.server.respond(
				(request, response) -> (count.getAndIncrement() == 0) ? response.status(503).send() : Mono.never());
		M2xClient hasty = client().callTimeout(Duration.ofSeconds(3)).build();
		assertThatExceptionOfType(M2xTransportException.class)
			.isThrownBy(() -> hasty.devices().view(DeviceRef.id("d")).block(LIMIT))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).hasAtLeastOneElementOfType(M2xServerException.class));
		assertThat(this.meters.get("m2x.client.retry.exhausted")
			.tags("error", "M2xTransportException", "outcome", "UNKNOWN")
			.counter()
			.count()).isEqualTo(1);
	}

	@Test
	void eachSubscriptionIsObserved() {
		responses(200);
		Mono<?> call = this.client.devices().view(DeviceRef.id("d"));
		assertThat(this.stopped).isEmpty();
		call.block(LIMIT);
		call.block(LIMIT);
		assertThat(named("m2x.client")).hasSize(2);
	}

	@Test
	void eachPageIsACall() {
		this.server.respond((request, response) -> response.sendString(Mono
			.just("{\"devices\":[{\"id\":\"d\",\"name\":\"n\"}],\"total\":2,\"pages\":2,\"limit\":1,\"current_page\":"
					+ (request.uri().contains("page=2") ? 2 : 1) + "}")));
		this.client.devices().listAll(DeviceQuery.all()).collectList().block(LIMIT);
		assertThat(named("m2x.client")).hasSize(2);
		assertThat(this.meters.get("m2x.client").tag("m2x.operation", "devices.list").timer().count()).isEqualTo(2);
	}

	@Test
	void downloadIsObservedToItsEnd() {
		responses(503, 200);
		Job job = new Job("j", JobState.COMPLETE, null, null, null, null, null, null,
				new Job.Result(URI.create(this.server.url() + "/file.csv")));
		DataBufferUtils.join(this.client.jobs().download(job)).doOnNext(DataBufferUtils::release).block(LIMIT);
		observed().hasContextualNameEqualTo("m2x jobs.download")
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("outcome", "SUCCESS")
			.hasHighCardinalityKeyValue("m2x.attempts", "2");
		assertThat(named(HTTP)).hasSize(2).allSatisfy((http) -> assertThat(http.getParentObservation()).isNotNull());
	}

	@Test
	void observationOfTheThreadIsTheParent() {
		responses(200);
		Observation outer = Observation.createNotStarted("outer", this.registry).start();
		outer.scoped(() -> this.client.devices().view(DeviceRef.id("d")).block(LIMIT));
		outer.stop();
		observed().hasParentObservationEqualTo(outer);
	}

	@Test
	void observationOfTheReactorContextIsTheParentBeforeThatOfTheThread() {
		responses(200);
		Observation outer = Observation.createNotStarted("outer", this.registry).start();
		Observation other = Observation.createNotStarted("other", this.registry).start();
		other.scoped(() -> this.client.devices()
			.view(DeviceRef.id("d"))
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, outer))
			.block(LIMIT));
		other.stop();
		outer.stop();
		observed().hasParentObservationEqualTo(outer);
	}

	@Test
	void callThatIsNotObservedHidesNoParentFromItsHttpExchange() {
		responses(200);
		this.registry.observationConfig().observationPredicate((name, context) -> !name.equals("m2x.client"));
		Observation outer = Observation.createNotStarted("outer", this.registry).start();
		this.client.devices()
			.view(DeviceRef.id("d"))
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, outer))
			.block(LIMIT);
		outer.stop();
		assertThat(named("m2x.client")).isEmpty();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(HTTP)
			.that()
			.hasParentObservationEqualTo(outer);
	}

	@Test
	void conventionOfTheApplicationNamesTheObservation() {
		responses(503, 200);
		M2xClient own = client().observationConvention(new DefaultM2xClientObservationConvention("things") {

			@Override
			public KeyValues getLowCardinalityKeyValues(M2xClientObservationContext context) {
				return KeyValues.of(KeyValue.of("why", error(context).getValue()));
			}

		}).build();
		own.devices().view(DeviceRef.id("d")).block(LIMIT);
		assertThat(this.meters.get("things").tag("why", "none").timer().count()).isEqualTo(1);
		assertThat(this.meters.get("things.retry").tag("why", "M2xServerException").counter().count()).isEqualTo(1);
	}

	@Test
	void conventionOfTheRegistryKeepsItsOwnKeys() {
		responses(503, 200);
		this.registry.observationConfig().observationConvention(new ForAllClients());
		this.client.devices().view(DeviceRef.id("d")).block(LIMIT);
		Counter counter = this.meters.get("everything.retry").counter();
		assertThat(counter.getId().getTags()).extracting("key").containsExactlyInAnyOrder("m2x.operation", "error");
		assertThat(counter.getId().getTag("error")).isEqualTo("M2xServerException");
	}

	@Test
	void noObservationHoldsTheKey() {
		responses(503, 200);
		this.client.keys().view("5ec2e7000000000000000000deadbeef").block(LIMIT);
		assertThat(this.stopped).hasSize(3)
			.allSatisfy((context) -> assertThat(context.getAllKeyValues().toString()).doesNotContain("5ec2e7"));
	}

	@Test
	void clientWithoutRegistryWorks() {
		responses(503, 200);
		M2xClient plain = M2xClient.builder()
			.baseUrl(this.server.url())
			.retry(RetryOptions.defaults().withMaxRetries(3).withDelay(Duration.ZERO))
			.build();
		assertThat(plain.devices().view(DeviceRef.id("d")).block(LIMIT).name()).isEqualTo("n");
		assertThat(this.stopped).isEmpty();
	}

	/**
	 * Remembers the observations in the order of their ends.
	 */
	private final class Recorder implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			ObservedCallsTests.this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	/**
	 * Convention that an application registers for the whole registry.
	 */
	private static final class ForAllClients implements GlobalObservationConvention<M2xClientObservationContext> {

		@Override
		public String getName() {
			return "everything";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(M2xClientObservationContext context) {
			return KeyValues.of("m2x.operation", context.getOperation(), "error", "none");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof M2xClientObservationContext;
		}

	}

}
