package io.m2x.server.values;

import java.util.Collection;
import java.util.List;

import org.springframework.stereotype.Component;

import io.m2x.server.streams.DataStream;

/**
 * Reads the values of one stream in all ways that the API knows. Must be called inside a
 * transaction.
 */
@Component
final class StreamReads {

	private final ValueLists lists;

	private final Coverage coverage;

	private final Sampler sampler;

	private final NthValues nth;

	StreamReads(ValueLists lists, Coverage coverage, Sampler sampler, NthValues nth) {
		this.lists = lists;
		this.coverage = coverage;
		this.sampler = sampler;
		this.nth = nth;
	}

	List<DataPoint> list(DataStream stream, ValueRange range, boolean byValue, boolean ascending, int limit) {
		return byValue ? this.lists.byValue(stream, range, ascending, limit)
				: this.lists.byTime(stream, range, ascending, limit);
	}

	Statistics statistics(DataStream stream, ValueRange range) {
		return Statistics.of(this.coverage.summarize(stream.row(), range.time(), range.bounds()));
	}

	Collection<Sampling.Sample> samples(DataStream stream, ValueRange range, Sampling sampling) {
		return sampling.isNth()
				? this.nth.pick(stream.row(), range.time(), range.bounds(), sampling.interval(), sampling.limit())
				: this.sampler.samples(stream.row(), range.time(), range.bounds(), sampling);
	}

}
