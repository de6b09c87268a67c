package io.m2x.server.summaries;

import java.util.List;

/**
 * The summary of all values of an hour or a day.
 *
 * @param start the beginning of the hour or day, milliseconds since 1970
 * @param width the length, milliseconds
 * @param summary what is kept of the values
 * @param groups the groups of parts, if this is an hour
 * @since 0.1.0
 */
public record Block(long start, long width, Summary summary, Groups groups) {

	/** The length of the short blocks, milliseconds. */
	public static final long HOUR = 3_600_000;

	/** The length of the long blocks, milliseconds. */
	public static final long DAY = 24 * HOUR;

	/** The lengths of all blocks, the shortest first. */
	static final List<Long> WIDTHS = List.of(HOUR, DAY);

	/**
	 * Return the time of the block.
	 * @return the range, both ends are included
	 */
	public TimeRange range() {
		return new TimeRange(this.start, this.start + this.width - 1);
	}

	/**
	 * Return where a block begins.
	 * @param width the length of the block, milliseconds
	 * @param at a time in the block, milliseconds since 1970
	 * @return milliseconds since 1970
	 */
	public static long startOf(long width, long at) {
		return Math.floorDiv(at, width) * width;
	}

}
