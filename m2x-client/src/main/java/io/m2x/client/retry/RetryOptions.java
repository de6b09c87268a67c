package io.m2x.client.retry;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Limits and delays of retries.
 *
 * <pre>{@code
 * RetryOptions retry = RetryOptions.defaults().withMaxRetries(3).withTimeout(Duration.ofSeconds(10));
 * }</pre>
 * <p>
 * A call is always retried if no connection was made, so the request was not sent. If the
 * connection broke, no response arrived in time, or the response was 429, 502, 503 or
 * 504, a call is retried only if sending it twice has the same effect as once. This
 * excludes
 * <ul>
 * <li>a POST, except searches and values without a location,</li>
 * <li>a write of values to which the server adds the timestamp,</li>
 * <li>the PUT of a location.</li>
 * </ul>
 * <p>
 * If a DELETE may have arrived and its retry gets a 404, the call succeeds.
 * <p>
 * The delay before a retry grows from {@link #delay()} by {@link #multiplier()} up to
 * {@link #maxDelay()}. A fraction of it, {@link #jitter()}, is randomized, so many
 * clients don't retry at the same moment. If the server sends a {@code Retry-After} of
 * more than zero, that is the delay. If a retry would come too late for the timeouts, the
 * call fails at once.
 *
 * @param maxRetries the maximum number of retries; 0 for none
 * @param delay the delay before the first retry
 * @param multiplier the factor by which the delay grows with each retry, from 1 to 100
 * @param jitter the fraction of the delay that is randomized, from 0 to 1
 * @param maxDelay the longest delay, unless the server sends a {@code Retry-After}
 * @param timeout the time since the start of the call after which no retry starts
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
	 * Return the defaults, with which calls survive the restart of a server within 30
	 * seconds: retries after about 200, 400, 800 milliseconds and so on, up to 5 seconds,
	 * for 45 seconds.
	 * @return the options
	 */
	public static RetryOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Return options without retries.
	 * @return the options
	 */
	public static RetryOptions none() {
		return DEFAULTS.withMaxRetries(0);
	}

	/**
	 * Return a copy with another maximum number of retries.
	 * @param maxRetries the maximum number of retries; 0 for none
	 * @return the copy
	 */
	public RetryOptions withMaxRetries(int maxRetries) {
		return new RetryOptions(maxRetries, this.delay, this.multiplier, this.jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another first delay.
	 * @param delay the delay before the first retry, not longer than the maximum delay
	 * @return the copy
	 */
	public RetryOptions withDelay(Duration delay) {
		return new RetryOptions(this.maxRetries, delay, this.multiplier, this.jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another multiplier.
	 * @param multiplier the factor by which the delay grows with each retry, from 1 to
	 * 100
	 * @return the copy
	 */
	public RetryOptions withMultiplier(double multiplier) {
		return new RetryOptions(this.maxRetries, this.delay, multiplier, this.jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another jitter.
	 * @param jitter the fraction of the delay that is randomized, from 0 to 1
	 * @return the copy
	 */
	public RetryOptions withJitter(double jitter) {
		return new RetryOptions(this.maxRetries, this.delay, this.multiplier, jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another maximum delay.
	 * @param maxDelay the longest delay, not shorter than the first one
	 * @return the copy
	 */
	public RetryOptions withMaxDelay(Duration maxDelay) {
		return new RetryOptions(this.maxRetries, this.delay, this.multiplier, this.jitter, maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another timeout for retries.
	 * @param timeout the time since the start of the call after which no retry starts
	 * @return the copy
	 */
	public RetryOptions withTimeout(Duration timeout) {
		return new RetryOptions(this.maxRetries, this.delay, this.multiplier, this.jitter, this.maxDelay, timeout);
	}

}
