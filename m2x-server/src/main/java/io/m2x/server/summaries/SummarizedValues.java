package io.m2x.server.summaries;

import java.util.OptionalLong;

/**
 * Reads the values to be summarized. The owner of the values implements it.
 *
 * @since 0.1.0
 */
public interface SummarizedValues {

	/**
	 * Read all values of a range in the order of time, without keeping them.
	 * @param stream the row of the stream
	 * @param range the range
	 * @param sink what takes each value
	 */
	void read(long stream, TimeRange range, Sink sink);

	/**
	 * Return when the first value of a range is.
	 * @param stream the row of the stream
	 * @param range the range
	 * @return milliseconds since 1970, empty if there is no value
	 */
	OptionalLong first(long stream, TimeRange range);

	/**
	 * Takes values.
	 */
	@FunctionalInterface
	interface Sink {

		/**
		 * Take a value.
		 * @param at its time, milliseconds since 1970
		 * @param value the value
		 */
		void accept(long at, double value);

	}

}
