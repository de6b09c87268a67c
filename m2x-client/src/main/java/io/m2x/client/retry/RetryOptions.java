package io.m2x.client.retry;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How often and how patiently a failed call is repeated.
 * <p>
 * A call is repeated if there was no connection, and so it certainly did not arrive. If
 * the connection broke, no answer came in time, or the answer was 429, 502, 503 or 504,
 * it is repeated unless it would do more when it arrives twice: a POST, except searches
 * and values without a location; a write of values whose time is left to the server; and
 * the PUT of a location.
 * <p>
 * A DELETE that may have arrived before, and then is answered with 404, has done its work
 * and is a success.
 * <p>
 * The wait before a repetition grows from {@link #delay()} by {@link #multiplier()} up to
 * {@link #maxDelay()}, and a random part of it, {@link #jitter()}, is left out, so that
 * many clients don't come back at the same moment. A server that says when to come back
 * is obeyed instead, unless it says at once; if that is too late for the timeouts, the
 * call fails at once.
 *
 * @param maxRetries how often a call is repeated at most; 0 for never
 * @param delay the wait before the first repetition
 * @param multiplier what the wait is multiplied with from one repetition to the next, at
 * least 1
 * @param jitter the greatest part of the wait that chance may leave out, from 0 to 1
 * @param maxDelay the longest wait that this client chooses by itself
 * @param timeout no repetition begins later than this after the beginning of the call
 * @since 0.1.0
 */
public record RetryOptions(int maxRetries, Duration delay, double multiplier, double jitter, Duration maxDelay,
		Duration timeout) {

	private static final RetryOptions DEFAULTS = new RetryOptions(30, Duration.ofMillis(200), 2.0, 0.5,
			Duration.ofSeconds(5), Duration.ofSeconds(45));

	public RetryOptions {
		Assert.isTrue(maxRetries >= 0, "The number of retries must not be negative");
		Assert.isTrue(!delay.isNegative(), "The delay of retries must not be negative");
		Assert.isTrue(multiplier >= 1.0 && multiplier <= 100.0, "The multiplier of retries must be from 1 to 100");
		Assert.isTrue(jitter >= 0.0 && jitter <= 1.0, "The jitter of retries must be from 0 to 1");
		Assert.isTrue(maxDelay.compareTo(delay) >= 0,
				"The maximum delay of retries must not be shorter than the delay");
		Assert.isTrue(!timeout.isNegative(), "The timeout of retries must not be negative");
	}

	/**
	 * Return the default, under which calls ride over the restart of a server within 30
	 * seconds: repetitions after about 200, 400, 800 milliseconds and so on, up to 5
	 * seconds, begun within 45 seconds.
	 * @return the options
	 */
	public static RetryOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Return options under which nothing is repeated.
	 * @return the options
	 */
	public static RetryOptions none() {
		return DEFAULTS.withMaxRetries(0);
	}

	/**
	 * Return a copy with another number of repetitions.
	 * @param maxRetries how often a call is repeated at most; 0 for never
	 * @return the copy
	 */
	public RetryOptions withMaxRetries(int maxRetries) {
		return new RetryOptions(maxRetries, this.delay, this.multiplier, this.jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another first wait.
	 * @param delay the wait before the first repetition, not longer than the longest one
	 * @return the copy
	 */
	public RetryOptions withDelay(Duration delay) {
		return new RetryOptions(this.maxRetries, delay, this.multiplier, this.jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another growth of the wait.
	 * @param multiplier what the wait is multiplied with, from 1 to 100
	 * @return the copy
	 */
	public RetryOptions withMultiplier(double multiplier) {
		return new RetryOptions(this.maxRetries, this.delay, multiplier, this.jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another part for chance.
	 * @param jitter the greatest part of the wait that chance may leave out, from 0 to 1
	 * @return the copy
	 */
	public RetryOptions withJitter(double jitter) {
		return new RetryOptions(this.maxRetries, this.delay, this.multiplier, jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another longest wait.
	 * @param maxDelay the longest wait that this client chooses by itself, not shorter
	 * than the first one
	 * @return the copy
	 */
	public RetryOptions withMaxDelay(Duration maxDelay) {
		return new RetryOptions(this.maxRetries, this.delay, this.multiplier, this.jitter, maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another time for repetitions.
	 * @param timeout no repetition begins later than this after the beginning of the call
	 * @return the copy
	 */
	public RetryOptions withTimeout(Duration timeout) {
		return new RetryOptions(this.maxRetries, this.delay, this.multiplier, this.jitter, this.maxDelay, timeout);
	}

}
