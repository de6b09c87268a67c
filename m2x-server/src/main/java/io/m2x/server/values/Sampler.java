package io.m2x.server.values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

import org.springframework.stereotype.Component;

import io.m2x.server.summaries.Moments;
import io.m2x.server.summaries.TimeRange;
import io.m2x.server.values.Sampling.Sample;

/**
 * Summarizes the values of a stream in buckets, the newest first, and stops when there
 * are enough. Must be called inside a transaction.
 */
@Component
final class Sampler {

	/** How many values are looked at to find out how the work is best done. */
	private static final int PROBE = 256;

	/** So many values in a bucket are summarized by summaries. */
	private static final int MANY = 4;

	private final BoundedValues values;

	private final Coverage coverage;

	Sampler(BoundedValues values, Coverage coverage) {
		this.values = values;
		this.coverage = coverage;
	}

	Collection<Sample> samples(long stream, TimeRange range, Bounds bounds, Sampling sampling) {
		List<Sample> samples = new ArrayList<>();
		TimeRange open = range;
		while (samples.size() < sampling.limit() && !open.isEmpty()) {
			Buckets buckets = new Buckets(0, sampling.step());
			open = fill(buckets, stream, open, bounds, sampling.limit() - samples.size());
			for (Map.Entry<Long, Moments> bucket : buckets.moments().entrySet()) {
				if (samples.size() < sampling.limit()) {
					samples.add(sampling.sample(bucket.getKey(), bucket.getValue()));
				}
			}
		}
		return samples;
	}

	// Fill the newest buckets of a range completely and return the range that is left.
	// Where buckets have few values or are far from each other, these values are read;
	// elsewhere as many buckets are summarized as are wanted.
	private TimeRange fill(Buckets buckets, long stream, TimeRange range, Bounds bounds, int wanted) {
		Moments newest = new Moments();
		this.values.newest(stream, range, bounds, PROBE, (at, value) -> {
			newest.add(at, value);
			buckets.add(at, value);
		});
		if (newest.count() < PROBE) {
			return new TimeRange(range.from(), range.from() - 1);
		}
		NavigableMap<Long, Moments> moments = buckets.moments();
		long begun = moments.pollLastEntry().getKey();
		if (moments.size() >= wanted || moments.size() >= PROBE / MANY) {
			return new TimeRange(range.from(), begun + buckets.length() - 1);
		}
		moments.clear();
		long latest = newest.lastAt();
		long start = Math.max(buckets.startOf(latest) - (wanted - 1) * buckets.length(), range.from());
		this.coverage.summarize(stream, new TimeRange(start, latest), bounds, buckets);
		return new TimeRange(range.from(), start - 1);
	}

}
