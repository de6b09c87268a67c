package io.m2x.server.values;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.m2x.server.streams.DataStream;
import io.m2x.server.web.Responses;
import io.m2x.server.web.Table;

/**
 * Puts the values of several streams side by side, one row for each time.
 */
@Component
final class ValueRows {

	private final ValueLists lists;

	ValueRows(ValueLists lists) {
		this.lists = lists;
	}

	// Read the newest rows; a time at which none of the streams has a value has no row.
	Table read(List<DataStream> streams, ValueRange range, int limit) {
		Instant now = Instant.now();
		return ValueResponses.across(range, now, limit, streams, rows(streams, range, limit));
	}

	// Once there are enough times or characters, the oldest time bounds what is read of
	// the streams to come.
	private List<ValueResponses.Row> rows(List<DataStream> selected, ValueRange range, int limit) {
		TreeMap<Long, Map<String, DataPoint>> rows = new TreeMap<>(Comparator.reverseOrder());
		@Nullable ValueRange open = span(range);
		if (open == null) {
			return List.of();
		}
		long size = 0;
		for (DataStream stream : selected) {
			for (DataPoint point : this.lists.newest(stream, open, limit)) {
				rows.computeIfAbsent(point.at(), (at) -> new LinkedHashMap<>()).put(stream.name(), point);
				size += size(stream.name(), point);
			}
			boolean full = rows.size() >= limit;
			while (rows.size() > limit || (size > Responses.MAX_SIZE && rows.size() > 1)) {
				full = true;
				for (Map.Entry<String, DataPoint> entry : rows.pollLastEntry().getValue().entrySet()) {
					size -= size(entry.getKey(), entry.getValue());
				}
			}
			if (size > Responses.MAX_SIZE) {
				break;
			}
			if (full && !rows.isEmpty()) {
				open = open.between(rows.lastKey(), open.end());
			}
		}
		List<ValueResponses.Row> body = new ArrayList<>();
		rows.forEach((at, points) -> {
			Map<String, Object> values = new LinkedHashMap<>();
			points.forEach((name, point) -> values.put(name, ValueResponses.value(point)));
			body.add(new ValueResponses.Row(Instant.ofEpochMilli(at), values));
		});
		return body;
	}

	// Return the range from the first to the last time at which the conditions hold,
	// found in one stream, so that the others need not be searched.
	private @Nullable ValueRange span(ValueRange range) {
		if (range.conditions().streams().isEmpty()) {
			return range;
		}
		DataStream stream = range.conditions().streams().get(0).stream();
		List<DataPoint> newest = this.lists.newest(stream, range, 1);
		if (newest.isEmpty()) {
			return null;
		}
		List<DataPoint> oldest = this.lists.byTime(stream, range, true, 1);
		return range.between(oldest.get(0).at(), newest.get(0).at());
	}

	private static int size(String name, DataPoint point) {
		return name.length() + point.size();
	}

}
