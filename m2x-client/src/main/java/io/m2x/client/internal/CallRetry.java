package io.m2x.client.internal;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
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
 * Decides for one call which failed attempts are retried, and when.
 */
final class CallRetry {

	private final RetryOptions options;

	private final Backoff backoff;

	private final BooleanSupplier idempotent;

	private final @Nullable Duration limit;

	private final ObservedCall call;

	private final LongSupplier nanoTime;

	private final long beginning;

	// The call timeout fires on another thread than the one on which attempts end.
	private volatile @Nullable M2xException lastFailure;

	private volatile boolean mayHaveArrived;

	/**
	 * Create the retry of a call that starts now.
	 * @param options the limits of retries
	 * @param backoff calculates delays
	 * @param idempotent whether a request that may have arrived can be sent again
	 * @param limit the call timeout, or {@code null} for none
	 * @param call records the retries
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

	private Mono<Long> next(Throwable failure, long retry) {
		if (!(failure instanceof M2xException known) || !isRetryable(known)) {
			return Mono.error(failure);
		}
		this.lastFailure = known;
		Duration requested = retryAfter(known);
		Duration delay = (requested != null && !requested.isZero()) ? requested : this.backoff.delay(retry);
		if (retry > this.options.maxRetries() || !isInTime(delay)) {
			if (this.options.maxRetries() > 0) {
				this.call.exhaustRetries(known);
			}
			return Mono.error(failure);
		}
		return Mono.delay(delay).doOnNext((tick) -> this.call.retry(known));
	}

	private boolean isRetryable(M2xException failure) {
		FailureKind kind = FailureKind.of(failure);
		if (kind.mayHaveArrived()) {
			this.mayHaveArrived = true;
		}
		return kind.isTransient() && (!kind.mayHaveBeenSent() || this.idempotent.getAsBoolean());
	}

	private static @Nullable Duration retryAfter(M2xException failure) {
		if (failure instanceof M2xRateLimitException limited) {
			return limited.retryAfter();
		}
		return (failure instanceof M2xServerException server) ? server.retryAfter() : null;
	}

	// Fails at once instead of waiting for a retry that comes too late.
	private boolean isInTime(Duration delay) {
		Duration elapsed = Duration.ofNanos(this.nanoTime.getAsLong() - this.beginning);
		return delay.compareTo(this.options.timeout().minus(elapsed)) <= 0
				&& (this.limit == null || delay.compareTo(this.limit.minus(elapsed)) < 0);
	}

	// Whether the server may have processed one of the failed attempts.
	boolean mayHaveArrived() {
		return this.mayHaveArrived;
	}

	M2xTransportException timedOut(String operation, Duration timeout) {
		M2xTransportException failure = new M2xTransportException(operation,
				"no complete response within " + timeout.toMillis() + " ms", new TimeoutException());
		M2xException before = this.lastFailure;
		if (before != null) {
			failure.addSuppressed(before);
			this.call.exhaustRetries(failure);
		}
		return failure;
	}

}
