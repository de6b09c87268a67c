package io.m2x.server.values;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

import org.springframework.stereotype.Component;

import io.m2x.server.summaries.Block;
import io.m2x.server.summaries.Summary;
import io.m2x.server.summaries.SummaryReader;
import io.m2x.server.summaries.TimeRange;
import io.m2x.server.values.Sampling.Sample;
import io.m2x.server.values.ValueReader.TimedNumber;

/**
 * Picks every n-th value of a range, counted from its beginning, the newest first. Counts
 * hours and their parts instead of values where they are summarized. Must be called
 * inside a transaction.
 */
@Component
final class NthValues {

	private final SummaryReader summaries;

	private final ValueReader values;

	private final Coverage coverage;

	NthValues(SummaryReader summaries, ValueReader values, Coverage coverage) {
		this.summaries = summaries;
		this.values = values;
		this.coverage = coverage;
	}

	Collection<Sample> pick(long stream, TimeRange range, Bounds bounds, long step, int limit) {
		long count = this.coverage.summarize(stream, range, bounds).count();
		Picks picks = new Picks(count % step, step, Math.min(count / step, limit));
		if (!picks.isEmpty()) {
			pickParts(stream, picks, pickHours(stream, range, bounds, picks));
		}
		return picks.samples();
	}

	// Pick from where no hours are summarized, and return the others that are wanted by
	// how many values are newer.
	private NavigableMap<Long, Block> pickHours(long stream, TimeRange range, Bounds bounds, Picks picks) {
		List<Block> hours = new ArrayList<>();
		if (!picks.areDense()) {
			this.summaries.blocks(stream, Block.HOUR, List.of(range), (hour) -> {
				if (bounds.holdAll(hour.summary())) {
					hours.add(hour);
				}
			});
		}
		Collections.reverse(hours);
		NavigableMap<Long, Block> wanted = new TreeMap<>();
		long passed = 0;
		long to = range.to();
		for (Block hour : hours) {
			passed = pickValues(stream, new TimeRange(hour.range().to() + 1, to), bounds, picks, passed);
			if (picks.any(passed, hour.summary().count())) {
				wanted.put(passed, hour);
			}
			passed += hour.summary().count();
			to = hour.start() - 1;
		}
		pickValues(stream, new TimeRange(range.from(), to), bounds, picks, passed);
		return wanted;
	}

	private long pickValues(long stream, TimeRange range, Bounds bounds, Picks picks, long passed) {
		long[] newer = { passed };
		long left = picks.last() - passed + 1;
		if (!range.isEmpty() && left > 0) {
			this.values.newest(stream, List.of(range), bounds, (int) Math.min(left, Integer.MAX_VALUE),
					(at, value) -> picks.offer(newer[0]++, at, value));
		}
		return newer[0];
	}

	private void pickParts(long stream, Picks picks, NavigableMap<Long, Block> hours) {
		NavigableMap<Long, Summary> groups = new TreeMap<>();
		hours.forEach((newer, hour) -> picks.select(newer, hour.groups().list(), groups));
		NavigableMap<Long, List<Summary>> partsOfGroups = new TreeMap<>();
		groups.values().forEach((group) -> partsOfGroups.put(group.firstAt(), new ArrayList<>()));
		this.summaries.parts(stream, List.copyOf(groups.values()),
				(part) -> partsOfGroups.floorEntry(part.firstAt()).getValue().add(part));
		NavigableMap<Long, Summary> parts = new TreeMap<>();
		groups.forEach((newer, group) -> picks.select(newer, Objects.requireNonNull(partsOfGroups.get(group.firstAt())),
				parts));
		pickFrom(stream, picks, parts);
	}

	private void pickFrom(long stream, Picks picks, NavigableMap<Long, Summary> parts) {
		List<TimedNumber> numbers = new ArrayList<>();
		this.values.read(stream, parts.descendingMap().values().stream().map(Summary::range).toList(), Bounds.NONE,
				(at, value) -> numbers.add(new TimedNumber(at, value)));
		numbers.sort(Comparator.comparingLong(TimedNumber::at).reversed());
		Iterator<TimedNumber> descending = numbers.iterator();
		parts.forEach((newer, part) -> {
			for (long i = 0; i < part.count(); i++) {
				TimedNumber number = descending.next();
				picks.offer(newer + i, number.at(), number.value());
			}
		});
	}

	/**
	 * Which values are wanted, by how many values are newer, and those that were found.
	 */
	private static final class Picks {

		private final long first;

		private final long step;

		private final long wanted;

		private final TreeMap<Long, Sample> found = new TreeMap<>();

		Picks(long first, long step, long wanted) {
			this.first = first;
			this.step = step;
			this.wanted = wanted;
		}

		boolean isEmpty() {
			return this.wanted == 0;
		}

		// Return whether most parts would be wanted.
		boolean areDense() {
			return this.step < Summary.PART_VALUES;
		}

		long last() {
			return this.first + (this.wanted - 1) * this.step;
		}

		boolean any(long newer, long count) {
			long next = this.first + Math.max(0, -Math.floorDiv(this.first - newer, this.step)) * this.step;
			return next < newer + count && next <= last();
		}

		// Keep the summaries with a wanted value by how many values are newer than
		// theirs.
		void select(long newer, List<Summary> ascending, Map<Long, Summary> wantedOnes) {
			long passed = newer;
			for (int i = ascending.size() - 1; i >= 0; i--) {
				Summary summary = ascending.get(i);
				if (any(passed, summary.count())) {
					wantedOnes.put(passed, summary);
				}
				passed += summary.count();
			}
		}

		void offer(long newer, long at, double value) {
			if (any(newer, 1)) {
				this.found.put(newer, new Sample(Instant.ofEpochMilli(at), value));
			}
		}

		Collection<Sample> samples() {
			return this.found.values();
		}

	}

}
