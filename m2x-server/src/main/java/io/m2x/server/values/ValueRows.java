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
import io.m2x.server.web.Replies;
import io.m2x.server.web.Table;

/**
 * Puts the values of several streams side by side, one row for each time.
 */
@Component
final class ValueRows {

	private final ValueStore store;

	ValueRows(ValueStore store) {
		this.store = store;
	}

	// Read the newest rows; a time at which none of the streams has a value has no row.
	Table read(List<DataStream> streams, ValueRange range, int limit) {
		Instant now = Instant.now();
		return ValueReply.across(range, now, limit, streams, rows(streams, range, limit));
	}

	// Once there are enough times or characters, the oldest time bounds what is read of
	// the streams to come.
	private List<ValueReply.Row> rows(List<DataStream> selected, ValueRange range, int limit) {
		TreeMap<Long, Map<String, Reading>> rows = new TreeMap<>(Comparator.reverseOrder());
		@Nullable ValueRange open = span(range);
		if (open == null) {
			return List.of();
		}
		long size = 0;
		for (DataStream stream : selected) {
			for (Reading reading : this.store.newest(stream, open, limit)) {
				rows.computeIfAbsent(reading.at(), (at) -> new LinkedHashMap<>()).put(stream.name(), reading);
				size += size(stream.name(), reading);
			}
			boolean full = rows.size() >= limit;
			while (rows.size() > limit || (size > Replies.MAX_SIZE && rows.size() > 1)) {
				full = true;
				for (Map.Entry<String, Reading> entry : rows.pollLastEntry().getValue().entrySet()) {
					size -= size(entry.getKey(), entry.getValue());
				}
			}
			if (size > Replies.MAX_SIZE) {
				break;
			}
			if (full && !rows.isEmpty()) {
				open = open.between(rows.lastKey(), open.end());
			}
		}
		List<ValueReply.Row> body = new ArrayList<>();
		rows.forEach((at, readings) -> {
			Map<String, Object> values = new LinkedHashMap<>();
			readings.forEach((name, reading) -> values.put(name, ValueReply.value(reading)));
			body.add(new ValueReply.Row(Instant.ofEpochMilli(at), values));
		});
		return body;
	}

	// Return the range from the first to the last time at which the conditions hold,
	// found
	// in one stream, so that the others are not searched in vain.
	private @Nullable ValueRange span(ValueRange range) {
		if (range.conditions().streams().isEmpty()) {
			return range;
		}
		DataStream stream = range.conditions().streams().get(0).stream();
		List<Reading> newest = this.store.newest(stream, range, 1);
		if (newest.isEmpty()) {
			return null;
		}
		List<Reading> oldest = this.store.sorted(stream, range, false, true, 1);
		return range.between(oldest.get(0).at(), newest.get(0).at());
	}

	private static int size(String name, Reading reading) {
		return name.length() + reading.size();
	}

}
