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
 * A call is retried, idempotent or not, if the request was not sent: the connection was
 * refused, could not be made in time, or the host is unknown. A failed check of a
 * certificate, or a proxy that refuses the connection, is never retried. If the
 * connection broke, no response arrived in time, or the response was 429, 502, 503 or
 * 504, a call is retried only if sending it twice has the same effect as once. This
 * excludes
 * <ul>
 * <li>a POST, except searches, values without a location, and the creation of a device
 * with a serial by {@code ensure},</li>
 * <li>a write of values to which the server adds the timestamp,</li>
 * <li>the PUT of a location.</li>
 * </ul>
 * <p>
 * If a DELETE may have arrived and its retry gets a 404, the call succeeds. This does not
 * apply to the deletion of a time range.
 * <p>
 * The delay before a retry grows from {@link #delay()} by {@link #multiplier()} up to
 * {@link #maxDelay()}. It is shortened at random by up to the fraction {@link #jitter()},
 * so many clients don't retry at the same moment. If the server sends a
 * {@code Retry-After} of more than zero, that is the delay. If a retry would start after
 * {@link #timeout()} or the client's call timeout, the call fails at once.
 *
 * @param maxRetries the maximum number of retries; 0 for none; 30 by default
 * @param delay the delay before the first retry; zero to retry at once; 200 milliseconds
 * by default
 * @param multiplier the factor by which the delay grows with each retry, from 1 to 100; 2
 * by default
 * @param jitter the largest fraction by which the delay is shortened at random, from 0 to
 * 1; 0.5 by default
 * @param maxDelay the longest delay, unless the server sends a {@code Retry-After}; not
 * shorter than the first delay; 5 seconds by default
 * @param timeout the time since the start of the call after which no retry starts; zero
 * for no retries; 45 seconds by default
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
	 * @throws IllegalArgumentException if the number is negative
	 */
	public RetryOptions withMaxRetries(int maxRetries) {
		return new RetryOptions(maxRetries, this.delay, this.multiplier, this.jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another first delay. For one that is longer than the maximum
	 * delay, first call {@link #withMaxDelay(Duration)}.
	 * @param delay the delay before the first retry, not longer than the maximum delay
	 * @return the copy
	 * @throws IllegalArgumentException if the delay is negative or longer than the
	 * maximum delay
	 */
	public RetryOptions withDelay(Duration delay) {
		return new RetryOptions(this.maxRetries, delay, this.multiplier, this.jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another multiplier.
	 * @param multiplier the factor by which the delay grows with each retry, from 1 to
	 * 100
	 * @return the copy
	 * @throws IllegalArgumentException if the multiplier is not from 1 to 100
	 */
	public RetryOptions withMultiplier(double multiplier) {
		return new RetryOptions(this.maxRetries, this.delay, multiplier, this.jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another jitter.
	 * @param jitter the largest fraction by which the delay is shortened at random, from
	 * 0 to 1
	 * @return the copy
	 * @throws IllegalArgumentException if the jitter is not from 0 to 1
	 */
	public RetryOptions withJitter(double jitter) {
		return new RetryOptions(this.maxRetries, this.delay, this.multiplier, jitter, this.maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another maximum delay.
	 * @param maxDelay the longest delay, not shorter than the first one
	 * @return the copy
	 * @throws IllegalArgumentException if the delay is shorter than the first one
	 */
	public RetryOptions withMaxDelay(Duration maxDelay) {
		return new RetryOptions(this.maxRetries, this.delay, this.multiplier, this.jitter, maxDelay, this.timeout);
	}

	/**
	 * Return a copy with another timeout for retries.
	 * @param timeout the time since the start of the call after which no retry starts;
	 * zero for no retries
	 * @return the copy
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	public RetryOptions withTimeout(Duration timeout) {
		return new RetryOptions(this.maxRetries, this.delay, this.multiplier, this.jitter, this.maxDelay, timeout);
	}

}
