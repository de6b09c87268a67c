package io.m2x.client.values;

import java.time.Duration;
import java.util.function.Function;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes the values of a source as they arrive, one batch after the other.
 */
final class ContinuousWrite {

	/** The maximum number of values in a batch. The source is a few batches ahead. */
	static final int MAX_VALUES = 1000;

	/** The longest time a value waits for others, in milliseconds. */
	static final int LINGER = 100;

	private final Publisher<DataPoint> source;

	private final UnaryOperator<DataPoint> prepare;

	private final Function<WriteBatch, Mono<Void>> send;

	/**
	 * Create a write.
	 * @param source the values
	 * @param prepare checks a value on arrival and adds a timestamp
	 * @param send sends a batch, whose only stream has an empty name
	 */
	ContinuousWrite(Publisher<DataPoint> source, UnaryOperator<DataPoint> prepare,
			Function<WriteBatch, Mono<Void>> send) {
		this.source = source;
		this.prepare = prepare;
		this.send = send;
	}

	Mono<Void> run() {
		return Mono.defer(() -> {
			AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
			AtomicInteger accepted = new AtomicInteger();
			return Flux.from(this.source)
				.map(this.prepare)
				// A failure of the source must not discard the values before it.
				.onErrorComplete((ex) -> failure.compareAndSet(null, ex))
				.bufferTimeout(MAX_VALUES, Duration.ofMillis(LINGER), true)
				.concatMap((points) -> send(points, accepted), 0)
				.then(Mono.defer(() -> Mono.justOrEmpty(failure.get()).flatMap(Mono::error)));
		});
	}

	private Mono<Void> send(List<DataPoint> points, AtomicInteger accepted) {
		int before = accepted.get();
		return Flux.fromIterable(WriteBatch.split(Map.of("", points)))
			.concatMap((batch) -> this.send.apply(new WriteBatch(sum(before, batch.before()), batch.points())))
			.then(Mono.fromRunnable(() -> accepted.set(sum(before, points.size()))));
	}

	// A source may never end.
	private static int sum(int before, int more) {
		return (int) Math.min((long) before + more, Integer.MAX_VALUE);
	}

}
