package io.m2x.server.values;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.summaries.Block;
import io.m2x.server.summaries.SummarizedValues;
import io.m2x.server.summaries.Summary;
import io.m2x.server.summaries.SummaryReader;
import io.m2x.server.summaries.TimeRange;

/**
 * Finds the times at which values of a certain size may be, by the smallest and the
 * greatest value of days, of hours and of their parts. Must be called inside a
 * transaction.
 */
@Component
final class BoundedValues {

	private static final int FIRST_HOURS = 16;

	private static final int MAX_HOURS = TimeRange.MAX_IN_STATEMENT;

	private final SummaryReader summaries;

	private final ValueReader values;

	BoundedValues(SummaryReader summaries, ValueReader values) {
		this.summaries = summaries;
		this.values = values;
	}

	// Read the newest values of a range within bounds, the newest first.
	void newest(long stream, TimeRange range, Bounds bounds, int limit, SummarizedValues.Sink sink) {
		if (!bounds.exist()) {
			this.values.newest(stream, List.of(range), bounds, limit, sink);
			return;
		}
		int[] left = { limit };
		visit(stream, range, bounds, false, (ranges) -> {
			List<List<TimeRange>> chunks = TimeRange.chunks(ranges);
			for (int i = chunks.size() - 1; i >= 0 && left[0] > 0; i--) {
				this.values.newest(stream, chunks.get(i), bounds, left[0], (at, value) -> {
					left[0]--;
					sink.accept(at, value);
				});
			}
			return left[0] > 0;
		});
	}

	// Visit, in the order of time or its reverse, the ranges that may have values within
	// bounds, until the visitor has seen enough. Each group of ranges is in ascending
	// order.
	void visit(long stream, TimeRange range, Bounds bounds, boolean ascending, Predicate<List<TimeRange>> visitor) {
		List<Place> places = places(stream, range, bounds);
		if (!ascending) {
			Collections.reverse(places);
		}
		int size = FIRST_HOURS;
		boolean more = true;
		for (int start = 0; start < places.size() && more;) {
			int end = start + 1;
			while (end < places.size() && end < start + size && !places.get(start).isLong()
					&& !places.get(end).isLong()) {
				end++;
			}
			List<TimeRange> ranges = ranges(stream, places.subList(start, end), bounds);
			more = ranges.isEmpty() || visitor.test(ranges);
			start = end;
			size = Math.min(2 * size, MAX_HOURS);
		}
	}

	// Return the hours and what lies between them, without those that have none of the
	// values.
	private List<Place> places(long stream, TimeRange range, Bounds bounds) {
		Gaps days = new Gaps(List.of(range));
		this.summaries.blocks(stream, Block.DAY, List.of(range), (day) -> {
			if (!bounds.holdSome(day.summary())) {
				days.cut(day.range());
			}
		});
		List<TimeRange> open = days.ranges();
		Gaps hours = new Gaps(open);
		List<Place> places = new ArrayList<>();
		this.summaries.blocks(stream, Block.HOUR, open, (hour) -> {
			hours.cut(hour.range());
			if (bounds.holdSome(hour.summary())) {
				places.add(new Place(hour.range(), hour));
			}
		});
		hours.ranges().forEach((gap) -> places.add(new Place(gap, null)));
		places.sort(Comparator.comparingLong((place) -> place.range().from()));
		return places;
	}

	private List<TimeRange> ranges(long stream, List<Place> places, Bounds bounds) {
		List<TimeRange> ranges = new ArrayList<>();
		List<Summary> groups = new ArrayList<>();
		for (Place place : places) {
			@Nullable Block hour = place.hour();
			if (hour != null) {
				hour.groups().list().stream().filter(bounds::holdSome).forEach(groups::add);
			}
			else {
				ranges.add(place.range());
			}
		}
		this.summaries.parts(stream, groups, (part) -> {
			if (bounds.holdSome(part)) {
				ranges.add(part.range());
			}
		});
		ranges.sort(Comparator.comparingLong(TimeRange::from));
		return TimeRange.merge(ranges);
	}

	/**
	 * A time to look at.
	 *
	 * @param range the time
	 * @param hour the hour, {@code null} if the time is not summarized
	 */
	private record Place(TimeRange range, @Nullable Block hour) {

		// Return whether there may be more values than fit into a group.
		boolean isLong() {
			return this.range.to() - this.range.from() >= Block.DAY;
		}

	}

}
