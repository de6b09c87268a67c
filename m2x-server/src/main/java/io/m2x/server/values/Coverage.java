package io.m2x.server.values;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.springframework.stereotype.Component;

import io.m2x.server.summaries.Block;
import io.m2x.server.summaries.Moments;
import io.m2x.server.summaries.Summary;
import io.m2x.server.summaries.SummaryReader;
import io.m2x.server.summaries.TimeRange;

/**
 * Summarizes the values of a range from the summaries of its days, of the hours at their
 * edges and of the parts of hours, down to single values. Must be called inside a
 * transaction, as summaries and values have to be of the same time.
 */
@Component
final class Coverage {

	private final SummaryReader summaries;

	private final ValueReader values;

	Coverage(SummaryReader summaries, ValueReader values) {
		this.summaries = summaries;
		this.values = values;
	}

	// Summarize all values of a range.
	Moments summarize(long stream, TimeRange range, Bounds bounds) {
		if (range.isEmpty()) {
			return new Moments();
		}
		Buckets whole = new Buckets(range.from(), range.to() - range.from() + 1);
		summarize(stream, range, bounds, whole);
		return whole.moments().isEmpty() ? new Moments() : whole.moments().firstEntry().getValue();
	}

	// Summarize the values of a range in buckets.
	void summarize(long stream, TimeRange range, Bounds bounds, Buckets buckets) {
		List<TimeRange> open = List.of(range);
		if (buckets.length() >= Block.DAY) {
			Gaps gaps = new Gaps(open);
			this.summaries.blocks(stream, Block.DAY, open, (day) -> {
				if (isTaken(day.summary(), range, bounds, buckets)) {
					gaps.cut(day.range());
				}
			});
			open = gaps.ranges();
		}
		Gaps gaps = new Gaps(open);
		List<Summary> divided = new ArrayList<>();
		this.summaries.blocks(stream, Block.HOUR, open.stream().map(Coverage::wholeHours).toList(), (hour) -> {
			if (isTaken(hour.summary(), range, bounds, buckets)) {
				gaps.cut(hour.range());
			}
			else if (isWorthDividing(hour, buckets)) {
				gaps.cut(hour.range());
				hour.groups()
					.list()
					.stream()
					.filter((group) -> !isTaken(group, range, bounds, buckets))
					.forEach(divided::add);
			}
		});
		List<TimeRange> rest = new ArrayList<>(gaps.ranges());
		this.summaries.parts(stream, divided, (part) -> {
			if (!isTaken(part, range, bounds, buckets)) {
				rest.add(part.range().within(range));
			}
		});
		rest.sort(Comparator.comparingLong(TimeRange::from));
		this.values.read(stream, TimeRange.merge(rest), bounds, buckets::add);
	}

	// Add the values of a summary, or leave them out, if that is the same for all of
	// them.
	private static boolean isTaken(Summary summary, TimeRange range, Bounds bounds, Buckets buckets) {
		TimeRange inside = summary.range().within(range);
		return inside.isEmpty() || !bounds.holdSome(summary)
				|| (inside.equals(summary.range()) && bounds.holdAll(summary) && buckets.add(summary));
	}

	// The edge of a range or of a bucket may be within an hour.
	static TimeRange wholeHours(TimeRange range) {
		return new TimeRange(Block.startOf(Block.HOUR, range.from()),
				Block.startOf(Block.HOUR, range.to()) + Block.HOUR - 1);
	}

	// Parts are of no use if most of them belong to several buckets.
	private static boolean isWorthDividing(Block hour, Buckets buckets) {
		long edges = Block.HOUR / buckets.length() + 1;
		return 2 * edges * Summary.PART_VALUES <= hour.summary().count();
	}

}
