package io.m2x.client.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends a stream that is silent for too long while something is wanted of it. Other
 * timeouts count the time in which nothing is wanted too, and so end the streams of slow
 * readers.
 */
final class StallGuard {

	/** How often to look within the time that the silence may last. */
	private static final int LOOKS = 4;

	private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);

	private final long limit;

	private final AtomicLong wanted = new AtomicLong();

	private volatile long since = System.nanoTime();

	private StallGuard(Duration limit) {
		this.limit = limit.toNanos();
	}

	static <T> Flux<T> watch(Flux<T> source, Duration limit, Supplier<? extends Throwable> failure) {
		Duration part = limit.dividedBy(LOOKS);
		Duration interval = (part.compareTo(SHORTEST_INTERVAL) > 0) ? part : SHORTEST_INTERVAL;
		return Flux.defer(() -> {
			StallGuard guard = new StallGuard(limit);
			Mono<T> alarm = Flux.interval(interval)
				.onBackpressureDrop()
				.filter((look) -> guard.isStalled())
				.next()
				.flatMap((look) -> Mono.error(failure));
			return source.doOnRequest(guard::request).doOnNext((item) -> guard.receive()).takeUntilOther(alarm);
		});
	}

	private void request(long count) {
		this.since = System.nanoTime();
		this.wanted.accumulateAndGet(count, (before, more) -> (before + more < 0) ? Long.MAX_VALUE : before + more);
	}

	private void receive() {
		this.since = System.nanoTime();
		this.wanted.updateAndGet((before) -> (before == Long.MAX_VALUE) ? before : before - 1);
	}

	private boolean isStalled() {
		return this.wanted.get() > 0 && System.nanoTime() - this.since > this.limit;
	}

}
