package io.m2x.client.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.m2x.client.retry.RetryOptions;

/**
 * How long to wait before a repetition if the server does not say.
 */
final class Backoff {

	private static final double NANOS_PER_SECOND = 1e9;

	private final RetryOptions options;

	private final DoubleSupplier chance;

	Backoff(RetryOptions options, DoubleSupplier chance) {
		this.options = options;
		this.chance = chance;
	}

	// The wait before the repetition of a number, from 1. Doubles don't overflow; what is
	// too large for a duration is cut to the longest.
	Duration before(long repetition) {
		double grown = nanos(this.options.delay()) * Math.pow(this.options.multiplier(), (double) (repetition - 1));
		double longest = Math.min(grown, nanos(this.options.maxDelay()));
		return Duration.ofNanos((long) (longest * (1 - this.options.jitter() * this.chance.getAsDouble())));
	}

	private static double nanos(Duration duration) {
		return (double) duration.getSeconds() * NANOS_PER_SECOND + duration.getNano();
	}

}
