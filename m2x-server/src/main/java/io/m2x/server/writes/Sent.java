package io.m2x.server.writes;

import java.util.ArrayList;
import java.util.List;

import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.triggers.StreamValue;
import io.m2x.server.values.Series;

/**
 * What one request brought.
 *
 * @param series the values by stream, in the order in which they came
 * @param locations the locations, in the order in which they came
 */
record Sent(List<Series> series, List<LocationUpdate> locations) {

	/** How many values one request may bring. */
	static final int MAX_VALUES = 10_000;

	private static final int FIXED_SIZE = 500;

	private static final int VALUE_SIZE = 24;

	private static final int TEXT_SIZE = 60;

	static Sent of(Series series) {
		return new Sent(List.of(series), List.of());
	}

	static Sent of(LocationUpdate location) {
		return new Sent(List.of(), List.of(location));
	}

	int values() {
		int count = 0;
		for (Series one : this.series) {
			count += one.size();
		}
		return count;
	}

	// Return roughly how many bytes of memory it takes.
	long size() {
		long size = FIXED_SIZE + (long) FIXED_SIZE * this.locations.size();
		for (Series one : this.series) {
			size += (long) VALUE_SIZE * one.size();
			for (int index = 0; !one.stream().numeric() && index < one.size(); index++) {
				String text = one.text(index);
				size += TEXT_SIZE + ((text != null) ? 2L * text.length() : 0);
			}
		}
		return size;
	}

	List<StreamValue> toStreamValues() {
		List<StreamValue> values = new ArrayList<>(values());
		for (Series one : this.series) {
			for (int index = 0; index < one.size(); index++) {
				values.add(new StreamValue(one.stream().name(), one.time(index), one.number(index), one.text(index)));
			}
		}
		return values;
	}

}
