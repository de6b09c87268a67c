package io.m2x.client.values;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * How a source without an end is cut into batches, held against a plain model: the list
 * of what the source gave.
 */
class ContinuousWriteTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final List<WriteBatch> batches = new ArrayList<>();

	private final AtomicInteger underWay = new AtomicInteger();

	private final List<Double> sent = new ArrayList<>();

	@BeforeTry
	void forget() {
		this.batches.clear();
		this.sent.clear();
	}

	private Mono<Void> accept(WriteBatch batch) {
		return Mono.<Void>fromRunnable(() -> {
			assertThat(this.underWay.incrementAndGet()).as("requests at once").isEqualTo(1);
			assertThat(batch.before()).isEqualTo(this.sent.size());
			this.batches.add(batch);
			batch.points().get("").forEach((point) -> this.sent.add(point.value().asDouble()));
		}).subscribeOn(Schedulers.boundedElastic()).doOnTerminate(this.underWay::decrementAndGet);
	}

	private Mono<Void> write(Flux<DataPoint> source) {
		return new ContinuousWrite(source, (point) -> point, this::accept).run();
	}

	private static Duration elapsed(Mono<Void> write) {
		long start = System.nanoTime();
		write.block(LIMIT);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static Flux<DataPoint> numbers(int count) {
		return Flux.range(0, count).map(DataPoint::of);
	}

	private static List<Double> model(int count) {
		return IntStream.range(0, count).mapToObj((i) -> (double) i).toList();
	}

	@Property(tries = 60)
	void everythingIsSentOnceInOrderHoweverItComes(@ForAll @Size(max = 6) List<@IntRange(max = 3000) Integer> bursts) {
		int count = bursts.stream().mapToInt(Integer::intValue).sum();
		AtomicInteger next = new AtomicInteger();
		Flux<DataPoint> source = Flux.fromIterable(bursts)
			.delayElements(Duration.ofMillis(1))
			.concatMap((burst) -> Flux.range(0, burst).map((i) -> DataPoint.of(next.getAndIncrement())));
		write(source).block(LIMIT);
		assertThat(this.sent).isEqualTo(model(count));
		assertThat(this.batches)
			.allSatisfy((batch) -> assertThat(batch.points().get("")).hasSizeBetween(1, ContinuousWrite.MAX_VALUES));
	}

	@Property(tries = 60)
	void failureOfTheSourcePassesOnAfterWhatCameBefore(@ForAll @IntRange(max = 5000) int count) {
		Flux<DataPoint> source = numbers(count).concatWith(Mono.error(new IllegalStateException("sensor broken")));
		assertThatIllegalStateException().isThrownBy(() -> write(source).block(LIMIT)).withMessage("sensor broken");
		assertThat(this.sent).isEqualTo(model(count));
	}

	@Property(tries = 60)
	void failedRequestEndsTheWriteAndTheSource(@ForAll @IntRange(min = 1, max = 5000) int count,
			@ForAll @IntRange(max = 5) int good) {
		AtomicInteger requests = new AtomicInteger();
		AtomicInteger cancelled = new AtomicInteger();
		Flux<DataPoint> endless = numbers(count).concatWith(Flux.never()).doOnCancel(cancelled::incrementAndGet);
		int batchesOfAll = (count + ContinuousWrite.MAX_VALUES - 1) / ContinuousWrite.MAX_VALUES;
		int before = Math.min(good, batchesOfAll - 1);
		StepVerifier
			.create(new ContinuousWrite(endless, (point) -> point,
					(batch) -> (requests.getAndIncrement() < before) ? accept(batch)
							: Mono.error(new IllegalStateException("after " + batch.before())))
				.run())
			.expectErrorMessage("after " + before * ContinuousWrite.MAX_VALUES)
			.verify(LIMIT);
		await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
		assertThat(this.sent).isEqualTo(model(before * ContinuousWrite.MAX_VALUES));
	}

	@Test
	void sourceIsAskedForNoMoreThanAFewBatchesAhead() {
		AtomicLong given = new AtomicLong();
		Sinks.Empty<Void> answer = Sinks.empty();
		Flux<DataPoint> endless = Flux.generate(() -> 0, (i, sink) -> {
			given.incrementAndGet();
			sink.next(DataPoint.of(i));
			return i + 1;
		});
		StepVerifier
			.create(new ContinuousWrite(endless, (point) -> point, (batch) -> accept(batch).then(answer.asMono()))
				.run())
			.then(() -> await().untilAsserted(() -> assertThat(this.batches).hasSize(1)))
			.then(() -> assertThat(given.get()).isLessThanOrEqualTo(8 * ContinuousWrite.MAX_VALUES))
			.thenCancel()
			.verify(LIMIT);
	}

	@Test
	void valueOfASlowSourceIsNotHeldBack() {
		Sinks.Many<DataPoint> source = Sinks.many().unicast().onBackpressureBuffer();
		StepVerifier.create(write(source.asFlux())).then(() -> {
			source.tryEmitNext(DataPoint.of(0)).orThrow();
			await().untilAsserted(() -> assertThat(this.sent).containsExactly(0d));
			source.tryEmitNext(DataPoint.of(1)).orThrow();
			source.tryEmitNext(DataPoint.of(2)).orThrow();
			await().untilAsserted(() -> assertThat(this.sent).containsExactly(0d, 1d, 2d));
			source.tryEmitComplete().orThrow();
		}).expectComplete().verify(LIMIT);
	}

	@Test
	void whatComesDuringARequestMakesTheNextOne() {
		Sinks.Many<DataPoint> source = Sinks.many().unicast().onBackpressureBuffer();
		Sinks.Empty<Void> first = Sinks.empty();
		Mono<Void> write = new ContinuousWrite(source.asFlux(), (point) -> point,
				(batch) -> (batch.before() == 0) ? accept(batch).then(first.asMono()) : accept(batch))
			.run();
		StepVerifier.create(write).then(() -> {
			source.tryEmitNext(DataPoint.of(0)).orThrow();
			await().untilAsserted(() -> assertThat(this.sent).containsExactly(0d));
			IntStream.range(1, 500).forEach((i) -> source.tryEmitNext(DataPoint.of(i)).orThrow());
			first.tryEmitEmpty().orThrow();
			await().untilAsserted(() -> assertThat(this.sent).hasSize(500));
			source.tryEmitComplete().orThrow();
		}).expectComplete().verify(LIMIT);
		assertThat(this.sent).isEqualTo(model(500));
	}

	@Test
	void valuesThatTrickleInMakeLargeBatches() {
		Mono<Void> write = new ContinuousWrite(Flux.interval(Duration.ofMillis(2)).take(500).map(DataPoint::of),
				(point) -> point, (batch) -> accept(batch).then(Mono.delay(Duration.ofMillis(5))).then())
			.run();
		Duration elapsed = elapsed(write);
		assertThat(this.sent).isEqualTo(model(500));
		assertThat(this.batches).hasSizeLessThanOrEqualTo((int) elapsed.dividedBy(ContinuousWrite.LINGER) + 2);
	}

	@Test
	void valuesLeftByAFullBatchAreNotHeldBack() {
		Sinks.Many<DataPoint> source = Sinks.many().unicast().onBackpressureBuffer();
		StepVerifier.create(write(source.asFlux())).then(() -> {
			IntStream.range(0, 2500).forEach((i) -> source.tryEmitNext(DataPoint.of(i)).orThrow());
			await().untilAsserted(() -> assertThat(this.sent).hasSize(2500));
		}).thenCancel().verify(LIMIT);
		assertThat(this.sent).isEqualTo(model(2500));
	}

	@Test
	void longTextsAreCutByTheirLength() {
		String text = "x".repeat(100_000);
		Mono<Void> write = new ContinuousWrite(Flux.range(0, 200).map((i) -> DataPoint.of(text)), (point) -> point,
				(batch) -> Mono.fromRunnable(() -> this.batches.add(batch)))
			.run();
		write.block(LIMIT);
		assertThat(this.batches).hasSizeGreaterThan(1);
		assertThat(this.batches.stream().mapToInt((batch) -> batch.points().get("").size()).sum()).isEqualTo(200);
	}

	@Test
	void eachSubscriptionBeginsAnew() {
		Mono<Void> write = write(numbers(3));
		write.block(LIMIT);
		this.sent.clear();
		write.block(LIMIT);
		assertThat(this.sent).isEqualTo(model(3));
		this.batches.clear();
		write(Flux.empty()).block(LIMIT);
		assertThat(this.batches).isEmpty();
	}

}
