package io.m2x.client.jobs;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Specifies how to wait for the end of a job. The job is polled in intervals that double
 * from the first to the longest.
 *
 * <pre>{@code
 * JobWait wait = JobWait.defaults().withTimeout(Duration.ofMinutes(30));
 * }</pre>
 *
 * @param pollInterval the interval after the first poll, at least a millisecond
 * @param maxPollInterval the longest interval
 * @param timeout the longest time to wait, from a millisecond to 36,500 days
 * @since 0.1.0
 */
public record JobWait(Duration pollInterval, Duration maxPollInterval, Duration timeout) {

	private static final Duration MILLISECOND = Duration.ofMillis(1);

	private static final Duration MAX_TIMEOUT = Duration.ofDays(36_500);

	private static final JobWait DEFAULTS = new JobWait(Duration.ofMillis(250), Duration.ofSeconds(5),
			Duration.ofMinutes(10));

	/** More doublings than any interval can have. */
	private static final int MAX_DOUBLINGS = 30;

	public JobWait {
		Assert.isTrue(pollInterval.compareTo(MILLISECOND) >= 0, "'pollInterval' must be at least a millisecond");
		Assert.isTrue(maxPollInterval.compareTo(pollInterval) >= 0,
				"'maxPollInterval' must not be shorter than 'pollInterval'");
		Assert.isTrue(timeout.compareTo(MILLISECOND) >= 0 && timeout.compareTo(MAX_TIMEOUT) <= 0,
				"'timeout' must be from a millisecond to 36,500 days");
	}

	/**
	 * Wait ten minutes at most, with poll intervals from 250 milliseconds to 5 seconds.
	 * @return the defaults
	 */
	public static JobWait defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with another timeout.
	 * @param timeout the longest time to wait, from a millisecond to 36,500 days
	 * @return the copy
	 */
	public JobWait withTimeout(Duration timeout) {
		return new JobWait(this.pollInterval, this.maxPollInterval, timeout);
	}

	/**
	 * Return a copy with other poll intervals.
	 * @param pollInterval the interval after the first poll, at least a millisecond
	 * @param maxPollInterval the longest interval
	 * @return the copy
	 */
	public JobWait withPollInterval(Duration pollInterval, Duration maxPollInterval) {
		return new JobWait(pollInterval, maxPollInterval, this.timeout);
	}

	// Returns the interval after a poll, counted from zero.
	Duration interval(long poll) {
		Duration interval = this.pollInterval;
		for (int i = 0; i < Math.min(poll, MAX_DOUBLINGS) && interval.compareTo(this.maxPollInterval) < 0; i++) {
			interval = interval.multipliedBy(2);
		}
		return (interval.compareTo(this.maxPollInterval) < 0) ? interval : this.maxPollInterval;
	}

}
