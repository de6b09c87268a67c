package io.m2x.server.streams;

/**
 * Deletes the values of a stream, before the stream itself goes. The owner of the values
 * implements it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StreamValues {

	/**
	 * Delete the oldest values of a stream in a range, as many as a short transaction
	 * can. The current value is not corrected.
	 * @param stream the row of the stream, its device locked
	 * @param from the earliest time, milliseconds since 1970
	 * @param end the latest time, milliseconds since 1970
	 * @return whether there are more
	 */
	boolean deleteOldest(long stream, long from, long end);

}
