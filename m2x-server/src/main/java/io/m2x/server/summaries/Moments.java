package io.m2x.server.summaries;

import org.jspecify.annotations.Nullable;

/**
 * Counts and sums up values and summaries of values. The result is that of exact
 * arithmetic, rounded once, in all but contrived cases, so that it does not depend on
 * what was summarized before. Not for several threads.
 *
 * @since 0.1.0
 */
public final class Moments {

	/** From here on a value is scaled down, so that no sum overflows before its end. */
	private static final double HUGE = 0x1p900;

	private static final double DOWN = 0x1p-100;

	private static final double UP = 0x1p100;

	private long count;

	private final Precise sum = new Precise();

	private final Precise hugeSum = new Precise();

	private final Precise deviation = new Precise();

	private final Precise scratch = new Precise();

	private final Precise weighted = new Precise();

	private boolean huge;

	private double min = Double.POSITIVE_INFINITY;

	private double max = Double.NEGATIVE_INFINITY;

	private long firstAt = Long.MAX_VALUE;

	private long lastAt = Long.MIN_VALUE;

	/**
	 * Add a value.
	 * @param at its time, milliseconds since 1970
	 * @param value the value
	 */
	public void add(long at, double value) {
		double number = value + 0.0;
		if (Math.abs(number) >= HUGE) {
			this.huge = true;
			this.hugeSum.add(number * DOWN);
		}
		else {
			if (this.count > 0 && !this.huge) {
				this.scratch.set(number, 0).multiply(this.count).subtract(this.sum).square();
				this.deviation.add(this.scratch.divide(this.count).divide(this.count + 1));
			}
			this.sum.add(number);
		}
		extend(1, at, at, number, number);
	}

	/**
	 * Add what was summarized.
	 * @param part the summary of other values
	 */
	public void add(Summary part) {
		if (this.count > 0 && !this.huge) {
			this.weighted.set(this.sum.high(), this.sum.low()).multiply(part.count());
			this.scratch.set(part.sum(), part.sumLow()).multiply(this.count).subtract(this.weighted).square();
			this.deviation.add(this.scratch.divide(this.count).divide(part.count()).divide(this.count + part.count()));
		}
		this.deviation.add(part.deviation(), part.deviationLow());
		this.sum.add(part.sum(), part.sumLow());
		extend(part.count(), part.firstAt(), part.lastAt(), part.min(), part.max());
	}

	private void extend(long values, long first, long last, double smallest, double greatest) {
		this.count += values;
		this.firstAt = Math.min(this.firstAt, first);
		this.lastAt = Math.max(this.lastAt, last);
		this.min = Math.min(this.min, smallest);
		this.max = Math.max(this.max, greatest);
	}

	/**
	 * Return how many values there are.
	 * @return the number
	 */
	public long count() {
		return this.count;
	}

	/**
	 * Return the time of the first value.
	 * @return milliseconds since 1970
	 */
	public long firstAt() {
		return this.firstAt;
	}

	/**
	 * Return the time of the last value.
	 * @return milliseconds since 1970
	 */
	public long lastAt() {
		return this.lastAt;
	}

	/**
	 * Return the smallest value.
	 * @return the value, infinite if there is none
	 */
	public double min() {
		return this.min;
	}

	/**
	 * Return the greatest value.
	 * @return the value, infinite if there is none
	 */
	public double max() {
		return this.max;
	}

	/**
	 * Return the sum.
	 * @return the sum, infinite if no double can hold it
	 */
	public double sum() {
		return this.huge
				? this.scratch.set(this.sum.high(), this.sum.low()).multiply(DOWN).add(this.hugeSum).value() * UP
				: this.sum.value();
	}

	/**
	 * Return the mean.
	 * @return the mean, no number if there are no values
	 */
	public double mean() {
		this.scratch.set(this.sum.high(), this.sum.low());
		return this.huge ? this.scratch.multiply(DOWN).add(this.hugeSum).divide(this.count).value() * UP
				: this.scratch.divide(this.count).value();
	}

	/**
	 * Return the standard deviation of the whole population.
	 * @return the deviation, no number if there are no values or they are too great to
	 * square their distances
	 */
	public double deviation() {
		return this.huge ? Double.NaN
				: Math.sqrt(this.scratch.set(this.deviation.high(), this.deviation.low()).divide(this.count).value());
	}

	/**
	 * Return what can be kept.
	 * @return the summary, or {@code null} if it would not be exact
	 */
	public @Nullable Summary summary() {
		boolean exact = this.count > 0 && !this.huge && Double.isFinite(this.deviation.value());
		return exact ? new Summary(this.firstAt, this.lastAt, this.count, this.sum.high(), this.sum.low(),
				this.deviation.high(), this.deviation.low(), this.min, this.max) : null;
	}

}
