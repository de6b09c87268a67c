package io.m2x.server.values;

import java.util.ArrayList;
import java.util.List;

import io.m2x.server.summaries.TimeRange;

/**
 * Ranges of time from which others are cut out, in ascending order.
 */
final class Gaps {

	private final List<TimeRange> ranges;

	private final List<TimeRange> left = new ArrayList<>();

	private int index;

	private long position;

	Gaps(List<TimeRange> ranges) {
		this.ranges = ranges;
		this.position = ranges.isEmpty() ? 0 : ranges.get(0).from();
	}

	// Cut out a range that begins after the ones that were cut out before.
	void cut(TimeRange range) {
		while (this.index < this.ranges.size() && this.ranges.get(this.index).to() < range.from()) {
			next();
		}
		if (this.index < this.ranges.size()) {
			keep(new TimeRange(this.position, range.from() - 1));
			this.position = Math.max(this.position, range.to() + 1);
		}
	}

	// Return what is left.
	List<TimeRange> ranges() {
		while (this.index < this.ranges.size()) {
			next();
		}
		return this.left;
	}

	private void next() {
		keep(new TimeRange(this.position, this.ranges.get(this.index).to()));
		this.index++;
		if (this.index < this.ranges.size()) {
			this.position = Math.max(this.position, this.ranges.get(this.index).from());
		}
	}

	private void keep(TimeRange range) {
		if (!range.isEmpty()) {
			this.left.add(range);
		}
	}

}
