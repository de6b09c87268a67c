package io.m2x.client.values;

/**
 * Function that reduces a bucket of values to one sample.
 *
 * @since 0.1.0
 */
public enum SamplingType {

	/**
	 * Every n-th value, where the interval is n.
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
	 * The number of values.
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
