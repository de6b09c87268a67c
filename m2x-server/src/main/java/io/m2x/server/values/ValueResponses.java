package io.m2x.server.values;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.m2x.server.streams.DataStream;
import io.m2x.server.web.Table;

/**
 * Creates responses with values.
 */
final class ValueResponses {

	static final int DEFAULT_LIMIT = 100;

	static final int MAX_LIMIT = 10_000;

	static final String TIMESTAMP = "timestamp";

	private ValueResponses() {
	}

	// Return a body that begins with the range; a missing end is printed as the present,
	// or as the time of the newest value.
	static Map<String, Object> range(ValueRange range, Instant now, @Nullable Long newest) {
		Map<String, Object> body = new LinkedHashMap<>();
		if (range.start() != null) {
			body.put("start", Instant.ofEpochMilli(range.start()));
		}
		body.put("end", range.end(now, newest));
		return body;
	}

	// Return a list of the values of one stream.
	static Table of(ValueRange range, Instant now, int limit, DataStream stream, List<DataPoint> points) {
		List<Entry> entries = points.stream().map(Entry::of).toList();
		@Nullable Long newest = points.isEmpty() ? null : (Long) points.stream().mapToLong(DataPoint::at).max().getAsLong();
		return new Table(body(range(range, now, newest), limit, entries), List.of(TIMESTAMP, stream.name()),
				() -> entries.stream().map((entry) -> Arrays.asList(entry.timestamp(), entry.value())));
	}

	// Return a list of the values of several streams side by side, the newest first.
	static Table across(ValueRange range, Instant now, int limit, List<DataStream> streams, List<Row> rows) {
		List<String> columns = new ArrayList<>(List.of(TIMESTAMP));
		streams.forEach((stream) -> columns.add(stream.name()));
		@Nullable Long newest = rows.isEmpty() ? null : (Long) rows.get(0).timestamp().toEpochMilli();
		return new Table(body(range(range, now, newest), limit, rows), columns,
				() -> rows.stream().map((row) -> row.cells(streams)));
	}

	private static Map<String, Object> body(Map<String, Object> range, int limit, List<?> values) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("limit", limit);
		body.putAll(range);
		body.put("values", values);
		return body;
	}

	static Object value(DataPoint point) {
		return (point.number() != null) ? point.number() : Objects.requireNonNullElse(point.text(), "");
	}

	/**
	 * One value, in the form of the API's JSON.
	 *
	 * @param timestamp the time of the value
	 * @param value a number or text
	 */
	record Entry(Instant timestamp, Object value) {

		static Entry of(DataPoint point) {
			return new Entry(Instant.ofEpochMilli(point.at()), ValueResponses.value(point));
		}

	}

	/**
	 * The values of several streams at one time, in the form of the API's JSON.
	 *
	 * @param timestamp the time of the values
	 * @param values numbers or text by stream
	 */
	record Row(Instant timestamp, Map<String, Object> values) {

		// Return the time and then one cell for each stream.
		List<@Nullable Object> cells(List<DataStream> streams) {
			List<@Nullable Object> cells = new ArrayList<>();
			cells.add(this.timestamp);
			streams.forEach((stream) -> cells.add(this.values.get(stream.name())));
			return cells;
		}

	}

}
