package io.m2x.client.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fails a stream that delivers nothing for a time although items are requested. Other
 * timeouts also count the time in which nothing is requested, so they fail the streams of
 * slow readers.
 */
final class StallTimeout {

	/** How often to check within the timeout. */
	private static final int CHECKS = 4;

	private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);

	private final long limit;

	private final AtomicLong requested = new AtomicLong();

	private volatile long since = System.nanoTime();

	private StallTimeout(Duration limit) {
		this.limit = limit.toNanos();
	}

	static <T> Flux<T> apply(Flux<T> source, Duration limit, Supplier<? extends Throwable> failure) {
		Duration part = limit.dividedBy(CHECKS);
		Duration interval = (part.compareTo(SHORTEST_INTERVAL) > 0) ? part : SHORTEST_INTERVAL;
		return Flux.defer(() -> {
			StallTimeout timeout = new StallTimeout(limit);
			Mono<T> expired = Flux.interval(interval)
				.onBackpressureDrop()
				.filter((check) -> timeout.isStalled())
				.next()
				.flatMap((check) -> Mono.error(failure));
			return source.doOnRequest(timeout::request).doOnNext((item) -> timeout.receive()).takeUntilOther(expired);
		});
	}

	private void request(long count) {
		this.since = System.nanoTime();
		this.requested.accumulateAndGet(count, (before, more) -> (before + more < 0) ? Long.MAX_VALUE : before + more);
	}

	private void receive() {
		this.since = System.nanoTime();
		this.requested.updateAndGet((before) -> (before == Long.MAX_VALUE) ? before : before - 1);
	}

	private boolean isStalled() {
		return this.requested.get() > 0 && System.nanoTime() - this.since > this.limit;
	}

}
