package io.m2x.server.values;

import java.util.List;

import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.KnownStream;

/**
 * Makes series of what tests have.
 */
final class SeriesFixtures {

	private SeriesFixtures() {
	}

	/**
	 * Return values of a numeric stream.
	 */
	static Series of(DataStream stream, List<DataPoint> points) {
		Series series = new Series(new KnownStream(stream.row(), stream.name(), true, null));
		points.forEach((point) -> series.add(point.at(), point.number()));
		return series;
	}

}
