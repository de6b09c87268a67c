package io.m2x.server.summaries;

/**
 * What is kept of consecutive values.
 *
 * @param firstAt the time of the first value, milliseconds since 1970
 * @param lastAt the time of the last value, milliseconds since 1970
 * @param count the number of values
 * @param sum the sum of the values
 * @param sumLow what the sum lost when it was rounded
 * @param deviation the sum of the squared distances from the mean
 * @param deviationLow what that sum lost when it was rounded
 * @param min the smallest value
 * @param max the greatest value
 * @since 0.1.0
 */
public record Summary(long firstAt, long lastAt, long count, double sum, double sumLow, double deviation,
		double deviationLow, double min, double max) {

	/** How many values a part of an hour summarizes; the last part may have fewer. */
	public static final int PART_VALUES = 32;

	/**
	 * Return the time from the first to the last value.
	 * @return the range, both ends are included
	 */
	public TimeRange range() {
		return new TimeRange(this.firstAt, this.lastAt);
	}

}
