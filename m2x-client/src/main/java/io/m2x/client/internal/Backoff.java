package io.m2x.client.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.m2x.client.retry.RetryOptions;

/**
 * Calculates the delay before a retry when the server does not give one.
 */
final class Backoff {

	private static final double NANOS_PER_SECOND = 1e9;

	private final RetryOptions options;

	private final DoubleSupplier random;

	Backoff(RetryOptions options, DoubleSupplier random) {
		this.options = options;
		this.random = random;
	}

	// Retries are counted from 1. Doubles don't overflow, and the cast limits what is too
	// large for a duration.
	Duration delay(long retry) {
		double grown = nanos(this.options.delay()) * Math.pow(this.options.multiplier(), (double) (retry - 1));
		double longest = Math.min(grown, nanos(this.options.maxDelay()));
		return Duration.ofNanos((long) (longest * (1 - this.options.jitter() * this.random.getAsDouble())));
	}

	private static double nanos(Duration duration) {
		return (double) duration.getSeconds() * NANOS_PER_SECOND + duration.getNano();
	}

}
