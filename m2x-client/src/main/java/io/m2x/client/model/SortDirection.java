package io.m2x.client.model;

/**
 * Direction of a sorted list.
 *
 * @since 0.1.0
 */
public enum SortDirection {

	/**
	 * Smallest or oldest first.
	 */
	ASC,

	/**
	 * Largest or newest first.
	 */
	DESC

}
