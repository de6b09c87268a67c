package io.m2x.server.summaries;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Summarizes the values of an hour or a day.
 */
@Component
final class BlockBuilder {

	/**
	 * Fewer values are read as quickly as their summary, which would take more room than
	 * they do.
	 */
	static final int MIN_VALUES = 2 * Summary.PART_VALUES;

	private final SummarizedValues values;

	private final SummaryReader reader;

	BlockBuilder(SummarizedValues values, SummaryReader reader) {
		this.values = values;
		this.reader = reader;
	}

	@Nullable Built build(Mark mark) {
		return (mark.width() == Block.HOUR) ? buildHour(mark) : buildDay(mark);
	}

	private @Nullable Built buildHour(Mark mark) {
		Collector collector = new Collector();
		this.values.read(mark.stream(), mark.range(), collector);
		@Nullable Summary summary = collector.summary();
		@Nullable List<Group> groups = (summary != null) ? Group.divide(collector.parts) : null;
		if (summary == null || groups == null) {
			return null;
		}
		Groups summaries = Groups.of(mark.start(), groups.stream().map(Group::summary).toList());
		return new Built(new Block(mark.start(), mark.width(), summary, summaries), groups);
	}

	private @Nullable Built buildDay(Mark mark) {
		Moments day = new Moments();
		List<TimeRange> open = new ArrayList<>();
		long[] next = { mark.start() };
		this.reader.blocks(mark.stream(), Block.HOUR, List.of(mark.range()), (hour) -> {
			day.add(hour.summary());
			open.add(new TimeRange(next[0], hour.start() - 1));
			next[0] = hour.range().to() + 1;
		});
		open.add(new TimeRange(next[0], mark.range().to()));
		TimeRange.merge(open).forEach((range) -> this.values.read(mark.stream(), range, day::add));
		@Nullable Summary summary = (day.count() >= MIN_VALUES) ? day.summary() : null;
		return (summary != null) ? new Built(new Block(mark.start(), mark.width(), summary, Groups.NONE), List.of())
				: null;
	}

	/**
	 * A block that can be stored.
	 *
	 * @param block the block
	 * @param groups the groups of parts, if this is an hour
	 */
	record Built(Block block, List<Group> groups) {

	}

	/**
	 * Divides values into parts.
	 */
	private static final class Collector implements SummarizedValues.Sink {

		private final Moments all = new Moments();

		private final List<Summary> parts = new ArrayList<>();

		private Moments part = new Moments();

		private boolean exact = true;

		@Override
		public void accept(long at, double value) {
			this.part.add(at, value);
			if (this.part.count() == Summary.PART_VALUES) {
				finish();
			}
		}

		private void finish() {
			@Nullable Summary summary = this.part.summary();
			if (summary == null) {
				this.exact = false;
			}
			else if (this.exact) {
				this.all.add(summary);
				this.parts.add(summary);
			}
			this.part = new Moments();
		}

		@Nullable Summary summary() {
			if (this.part.count() > 0) {
				finish();
			}
			return (this.exact && this.all.count() >= MIN_VALUES) ? this.all.summary() : null;
		}

	}

}
