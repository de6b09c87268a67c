package io.m2x.client.internal;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import io.m2x.client.error.M2xException;
import io.m2x.client.error.M2xRateLimitException;
import io.m2x.client.error.M2xServerException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.retry.RetryOptions;

/**
 * Decides for one call which failed attempts are followed by another one, and when.
 */
final class CallRetry {

	private final RetryOptions options;

	private final Backoff backoff;

	private final BooleanSupplier idempotent;

	private final @Nullable Duration limit;

	private final ObservedCall call;

	private final LongSupplier nanoTime;

	private final long beginning;

	// The call timeout strikes on another thread than the attempts end on.
	private volatile @Nullable M2xException lastFailure;

	private volatile boolean arrived;

	/**
	 * Begin a call.
	 * @param options how it may be repeated
	 * @param backoff how long to wait
	 * @param idempotent whether an attempt may follow one that may have arrived
	 * @param limit how long the call may take as a whole, or {@code null} if only silence
	 * ends it
	 * @param call learns of the repetitions
	 * @param nanoTime the clock
	 */
	CallRetry(RetryOptions options, Backoff backoff, BooleanSupplier idempotent, @Nullable Duration limit,
			ObservedCall call, LongSupplier nanoTime) {
		this.options = options;
		this.backoff = backoff;
		this.idempotent = idempotent;
		this.limit = limit;
		this.call = call;
		this.nanoTime = nanoTime;
		this.beginning = nanoTime.getAsLong();
	}

	Retry retry() {
		return Retry
			.from((signals) -> signals.concatMap((signal) -> next(signal.failure(), signal.totalRetries() + 1)));
	}

	private Mono<Long> next(Throwable failure, long repetition) {
		if (!(failure instanceof M2xException known) || !isWorthRepeating(known)) {
			return Mono.error(failure);
		}
		this.lastFailure = known;
		Duration asked = askedWait(known);
		Duration wait = (asked != null && !asked.isZero()) ? asked : this.backoff.before(repetition);
		if (repetition > this.options.maxRetries() || !isInTime(wait)) {
			if (this.options.maxRetries() > 0) {
				this.call.giveUp(known);
			}
			return Mono.error(failure);
		}
		return Mono.delay(wait).doOnNext((tick) -> this.call.repeat(known));
	}

	private boolean isWorthRepeating(M2xException failure) {
		FailureKind kind = FailureKind.of(failure);
		if (kind.mayHaveArrived()) {
			this.arrived = true;
		}
		return kind.isPassing() && (!kind.mayHaveBeenSent() || this.idempotent.getAsBoolean());
	}

	private static @Nullable Duration askedWait(M2xException failure) {
		if (failure instanceof M2xRateLimitException limited) {
			return limited.retryAfter();
		}
		return (failure instanceof M2xServerException server) ? server.retryAfter() : null;
	}

	// Whoever waits for nothing had better know at once.
	private boolean isInTime(Duration wait) {
		Duration elapsed = Duration.ofNanos(this.nanoTime.getAsLong() - this.beginning);
		return wait.compareTo(this.options.timeout().minus(elapsed)) <= 0
				&& (this.limit == null || wait.compareTo(this.limit.minus(elapsed)) < 0);
	}

	// Whether one of the failed attempts may have done its work all the same.
	boolean hasArrived() {
		return this.arrived;
	}

	M2xTransportException timedOut(String operation, Duration timeout) {
		M2xTransportException failure = new M2xTransportException(operation,
				"no complete answer within " + timeout.toMillis() + " ms", null);
		M2xException before = this.lastFailure;
		if (before != null) {
			failure.addSuppressed(before);
			this.call.giveUp(failure);
		}
		return failure;
	}

}
