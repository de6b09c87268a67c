package io.m2x.server.values;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.m2x.server.summaries.Moments;
import io.m2x.server.summaries.Summary;

/**
 * Summarizes values in equal stretches of time.
 */
final class Buckets {

	private final long origin;

	private final long length;

	private final NavigableMap<Long, Moments> moments = new TreeMap<>(Comparator.reverseOrder());

	private long current = Long.MIN_VALUE;

	private Moments ofCurrent = new Moments();

	/**
	 * Create buckets.
	 * @param origin where one of the buckets begins, milliseconds since 1970
	 * @param length how long each of them is, milliseconds
	 */
	Buckets(long origin, long length) {
		this.origin = origin;
		this.length = length;
	}

	long length() {
		return this.length;
	}

	// Return where the bucket of a time begins.
	long startOf(long at) {
		return this.origin + Math.floorDiv(at - this.origin, this.length) * this.length;
	}

	void add(long at, double value) {
		bucket(at).add(at, value);
	}

	// Add what was summarized, if all of it belongs to one bucket.
	boolean add(Summary summary) {
		boolean whole = startOf(summary.firstAt()) == startOf(summary.lastAt());
		if (whole) {
			bucket(summary.firstAt()).add(summary);
		}
		return whole;
	}

	private Moments bucket(long at) {
		long start = startOf(at);
		if (start != this.current || this.moments.isEmpty()) {
			this.current = start;
			this.ofCurrent = this.moments.computeIfAbsent(start, (key) -> new Moments());
		}
		return this.ofCurrent;
	}

	// Return what is in each bucket that is not empty by its beginning, the newest first.
	NavigableMap<Long, Moments> moments() {
		return this.moments;
	}

}
