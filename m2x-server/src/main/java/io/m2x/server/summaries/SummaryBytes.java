package io.m2x.server.summaries;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The form in which many summaries of an hour are stored together.
 */
final class SummaryBytes {

	/** Two times within the hour, a number of values and six doubles. */
	private static final int LENGTH = 2 * Integer.BYTES + Short.BYTES + 6 * Double.BYTES;

	private SummaryBytes() {
	}

	static byte[] encode(long start, List<Summary> summaries) {
		ByteBuffer buffer = ByteBuffer.allocate(summaries.size() * LENGTH);
		for (Summary summary : summaries) {
			buffer.putInt((int) (summary.firstAt() - start))
				.putInt((int) (summary.lastAt() - start))
				.putShort((short) summary.count())
				.putDouble(summary.sum())
				.putDouble(summary.sumLow())
				.putDouble(summary.deviation())
				.putDouble(summary.deviationLow())
				.putDouble(summary.min())
				.putDouble(summary.max());
		}
		return buffer.array();
	}

	static List<Summary> decode(long start, byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		List<Summary> summaries = new ArrayList<>(bytes.length / LENGTH);
		while (buffer.hasRemaining()) {
			summaries.add(new Summary(start + buffer.getInt(), start + buffer.getInt(), buffer.getShort(),
					buffer.getDouble(), buffer.getDouble(), buffer.getDouble(), buffer.getDouble(), buffer.getDouble(),
					buffer.getDouble()));
		}
		return summaries;
	}

}
