package io.m2x.server.values;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.springframework.stereotype.Component;

import io.m2x.server.summaries.Block;
import io.m2x.server.summaries.Summary;
import io.m2x.server.summaries.SummaryReader;
import io.m2x.server.summaries.TimeRange;
import io.m2x.server.values.ValueReader.TimedNumber;

/**
 * Finds the greatest or the smallest values of a range, those with the same value by
 * time. Reads only the parts of hours that can have one of them. Must be called inside a
 * transaction.
 */
@Component
final class GreatestValues {

	private static final Comparator<TimedNumber> ASCENDING = Comparator.comparingDouble(TimedNumber::value)
		.thenComparingLong(TimedNumber::at);

	private final SummaryReader summaries;

	private final ValueReader values;

	GreatestValues(SummaryReader summaries, ValueReader values) {
		this.summaries = summaries;
		this.values = values;
	}

	List<TimedNumber> find(long stream, TimeRange range, Bounds bounds, boolean ascending, int limit) {
		if (limit == 0) {
			return List.of();
		}
		Gaps gaps = new Gaps(List.of(range));
		List<Block> hours = new ArrayList<>();
		this.summaries.blocks(stream, Block.HOUR, List.of(range), (hour) -> {
			gaps.cut(hour.range());
			if (bounds.holdSome(hour.summary())) {
				hours.add(hour);
			}
		});
		First found = new First(order(ascending), limit);
		this.values.read(stream, gaps.ranges(), bounds, found);
		Threshold ofHours = new Threshold(bounds, ascending, limit, found);
		hours.forEach((hour) -> ofHours.add(hour.summary()));
		List<Summary> groups = hours.stream()
			.filter((hour) -> ofHours.isReached(hour.summary()))
			.flatMap((hour) -> hour.groups().list().stream())
			.filter(bounds::holdSome)
			.toList();
		List<Summary> parts = new ArrayList<>();
		this.summaries.parts(stream, new Threshold(bounds, ascending, limit, found).reached(groups), (part) -> {
			if (bounds.holdSome(part)) {
				parts.add(part);
			}
		});
		List<TimeRange> ranges = new Threshold(bounds, ascending, limit, found).reached(parts)
			.stream()
			.map(Summary::range)
			.sorted(Comparator.comparingLong(TimeRange::from))
			.toList();
		this.values.read(stream, TimeRange.merge(ranges), bounds, found);
		return found.numbers().stream().sorted(order(ascending)).toList();
	}

	private static Comparator<TimedNumber> order(boolean ascending) {
		return ascending ? ASCENDING : ASCENDING.reversed();
	}

	/**
	 * The last place that the wanted values can have: of so many summaries, each has one
	 * value that is as good.
	 */
	private static final class Threshold {

		private final Bounds bounds;

		private final boolean ascending;

		private final First first;

		Threshold(Bounds bounds, boolean ascending, int limit, First found) {
			this.bounds = bounds;
			this.ascending = ascending;
			this.first = new First(order(ascending), limit);
			found.numbers().forEach((number) -> this.first.accept(number.at(), number.value()));
		}

		// Return the summaries that can have a wanted value.
		List<Summary> reached(List<Summary> summaries) {
			summaries.forEach(this::add);
			return summaries.stream().filter(this::isReached).toList();
		}

		// The value at the wanted end is somewhere in the time of the summary.
		void add(Summary summary) {
			if (this.bounds.hold(end(summary))) {
				this.first.accept(this.ascending ? summary.lastAt() : summary.firstAt(), end(summary));
			}
		}

		boolean isReached(Summary summary) {
			TimedNumber best = new TimedNumber(this.ascending ? summary.firstAt() : summary.lastAt(), end(summary));
			return !this.first.isFull() || order(this.ascending).compare(best, this.first.last()) <= 0;
		}

		private double end(Summary summary) {
			return this.ascending ? summary.min() : summary.max();
		}

	}

}
