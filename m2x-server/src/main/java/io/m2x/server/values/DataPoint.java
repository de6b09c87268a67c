package io.m2x.server.values;

import org.jspecify.annotations.Nullable;

/**
 * One value at one time.
 *
 * @param at milliseconds since 1970
 * @param number the value for a numeric stream
 * @param text the value for an alphanumeric stream
 */
record DataPoint(long at, @Nullable Double number, @Nullable String text) {

	/** The greatest length of an alphanumeric value in characters, and of its column. */
	static final int MAX_TEXT = 10_000;

	private static final int NUMBER_SIZE = 16;

	// Return roughly how many characters the value takes in a response.
	int size() {
		return NUMBER_SIZE + ((this.text != null) ? this.text.length() : 0);
	}

}
