package io.m2x.client.distributions;

/**
 * What a list of distributions is sorted by.
 *
 * @since 0.1.0
 */
public enum DistributionSort {

	/**
	 * When the distribution was created.
	 */
	CREATED,

	/**
	 * The name.
	 */
	NAME

}
