package io.m2x.client.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.m2x.client.locations.LocationUpdate;

/**
 * Part of a write that fits into one request.
 *
 * @param before the number of values in the requests before this one
 * @param points the values by name of the stream
 */
record WriteBatch(int before, Map<String, List<DataPoint>> points) {

	/** The maximum number of values that a server of this project accepts at once. */
	static final int MAX_VALUES = 10_000;

	/** The maximum size of a body that it accepts, in bytes. */
	static final int MAX_BYTES = 8 * 1024 * 1024;

	/** The bytes around all values. */
	private static final int FRAME = 64;

	/** The bytes around a value: names, quotes, commas and the timestamp. */
	private static final int POINT = 64;

	/** The bytes of a location without its name: three numbers and the timestamp. */
	private static final int LOCATION = 192;

	private static final String SHORT_ESCAPES = "\b\t\n\f\r";

	/** The longest text of a double. */
	private static final int NUMBER = 24;

	// Splits a write into requests, in order. An empty write is one request, which the
	// server may reject.
	static List<WriteBatch> split(Map<String, List<DataPoint>> points) {
		Splitter splitter = new Splitter();
		points.forEach((stream, values) -> {
			splitter.begin(stream);
			values.forEach((point) -> splitter.add(stream, point));
		});
		return splitter.finish();
	}

	// Returns the number of values in this request and those before it. The values of a
	// source that never ends may be more than an int can count.
	int end() {
		long count = this.points.values().stream().mapToLong(List::size).sum();
		return (int) Math.min(this.before + count, Integer.MAX_VALUE);
	}

	boolean replacesItself() {
		return this.points.values().stream().flatMap(List::stream).allMatch(DataPoint::replacesItself);
	}

	private static int sizeOf(DataPoint point) {
		LocationUpdate location = point.location();
		Object value = point.value().toJson();
		int size = POINT + ((value instanceof String text) ? sizeOf(text) : NUMBER);
		if (location != null) {
			size += LOCATION + ((location.name() != null) ? sizeOf(location.name()) : 0);
		}
		return size;
	}

	// Returns the size of a text in JSON in bytes, or a little more.
	private static int sizeOf(String text) {
		int size = 2;
		for (int i = 0; i < text.length(); i++) {
			char letter = text.charAt(i);
			if (letter < ' ') {
				size += (SHORT_ESCAPES.indexOf(letter) >= 0) ? 2 : 6;
			}
			else if (letter < 0x80) {
				size += (letter == '"' || letter == '\\') ? 2 : 1;
			}
			else {
				size += 3;
			}
		}
		return size;
	}

	/**
	 * Fills the requests one after the other.
	 */
	private static final class Splitter {

		private final List<WriteBatch> full = new ArrayList<>();

		private Map<String, List<DataPoint>> points = new LinkedHashMap<>();

		private List<DataPoint> current = new ArrayList<>();

		private int before;

		private int count;

		private int size = FRAME;

		void begin(String stream) {
			this.current = new ArrayList<>();
			this.points.put(stream, this.current);
			this.size += FRAME + sizeOf(stream);
		}

		void add(String stream, DataPoint point) {
			int more = sizeOf(point);
			if (this.count > 0 && (this.count == MAX_VALUES || this.size + more > MAX_BYTES)) {
				if (this.current.isEmpty()) {
					this.points.remove(stream);
				}
				next();
				begin(stream);
			}
			this.current.add(point);
			this.count++;
			this.size += more;
		}

		private void next() {
			this.full.add(new WriteBatch(this.before, this.points));
			this.before += this.count;
			this.points = new LinkedHashMap<>();
			this.count = 0;
			this.size = FRAME;
		}

		List<WriteBatch> finish() {
			next();
			return this.full;
		}

	}

}
