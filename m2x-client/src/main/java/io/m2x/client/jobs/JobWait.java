package io.m2x.client.jobs;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How to wait for the end of a job: it is looked at again and again, after pauses that
 * double from the first to the longest.
 *
 * @param firstPause the pause after the first look
 * @param longestPause the longest pause
 * @param limit how long to wait altogether
 * @since 0.1.0
 */
public record JobWait(Duration firstPause, Duration longestPause, Duration limit) {

	private static final JobWait DEFAULTS = new JobWait(Duration.ofMillis(250), Duration.ofSeconds(5),
			Duration.ofMinutes(10));

	/** More doublings than any pause can have. */
	private static final int MAX_DOUBLINGS = 30;

	public JobWait {
		Assert.isTrue(firstPause.toMillis() > 0, "'firstPause' must be at least a millisecond");
		Assert.isTrue(longestPause.compareTo(firstPause) >= 0, "'longestPause' must not be shorter than 'firstPause'");
		Assert.isTrue(limit.toMillis() > 0, "'limit' must be at least a millisecond");
	}

	/**
	 * Wait ten minutes, with pauses from 250 milliseconds to 5 seconds.
	 * @return how to wait
	 */
	public static JobWait defaults() {
		return DEFAULTS;
	}

	/**
	 * Return the same with another limit.
	 * @param limit how long to wait altogether
	 * @return how to wait
	 */
	public JobWait withLimit(Duration limit) {
		return new JobWait(this.firstPause, this.longestPause, limit);
	}

	/**
	 * Return the same with other pauses.
	 * @param firstPause the pause after the first look
	 * @param longestPause the longest pause
	 * @return how to wait
	 */
	public JobWait withPauses(Duration firstPause, Duration longestPause) {
		return new JobWait(firstPause, longestPause, this.limit);
	}

	// Return the pause after a look, counted from zero.
	Duration pause(long look) {
		Duration pause = this.firstPause;
		for (int i = 0; i < Math.min(look, MAX_DOUBLINGS) && pause.compareTo(this.longestPause) < 0; i++) {
			pause = pause.multipliedBy(2);
		}
		return (pause.compareTo(this.longestPause) < 0) ? pause : this.longestPause;
	}

}
