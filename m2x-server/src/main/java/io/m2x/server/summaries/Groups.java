package io.m2x.server.summaries;

import java.util.List;

/**
 * The groups into which the parts of an hour are divided, read from their stored form
 * only when somebody needs them.
 *
 * @since 0.1.0
 */
public final class Groups {

	/** What a day has. */
	static final Groups NONE = new Groups(0, new byte[0]);

	private final long start;

	private final byte[] bytes;

	// The bytes must not be changed afterwards.
	Groups(long start, byte[] bytes) {
		this.start = start;
		this.bytes = bytes;
	}

	static Groups of(long start, List<Summary> groups) {
		return new Groups(start, SummaryBytes.encode(start, groups));
	}

	/**
	 * Return the groups.
	 * @return the summary of each group in ascending order
	 */
	public List<Summary> list() {
		return SummaryBytes.decode(this.start, this.bytes);
	}

	byte[] bytes() {
		return this.bytes;
	}

}
