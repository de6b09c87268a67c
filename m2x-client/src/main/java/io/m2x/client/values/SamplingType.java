package io.m2x.client.values;

/**
 * How a bucket of values becomes one value.
 *
 * @since 0.1.0
 */
public enum SamplingType {

	/**
	 * Every n-th value; the interval is the n.
	 */
	NTH,

	/**
	 * The smallest value.
	 */
	MIN,

	/**
	 * The largest value.
	 */
	MAX,

	/**
	 * How many values there are.
	 */
	COUNT,

	/**
	 * The arithmetic mean.
	 */
	AVG,

	/**
	 * The sum.
	 */
	SUM,

	/**
	 * The population standard deviation.
	 */
	STDDEV

}
