package io.m2x.client.distributions;

/**
 * Property by which a list of distributions is sorted.
 *
 * @since 0.1.0
 */
public enum DistributionSort {

	/**
	 * The time of creation.
	 */
	CREATED,

	/**
	 * The name.
	 */
	NAME

}
