package io.m2x.server.writes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import io.m2x.server.streams.KnownStream;
import io.m2x.server.values.Series;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Numbers;
import io.m2x.server.web.Timestamps;

/**
 * Reads many values in their usual form straight from the body. Gives up at whatever is
 * unusual or wrong; then the fields are read, which knows all forms and all errors.
 */
final class BulkReader {

	private final JsonParser parser;

	private final long now;

	private int count;

	BulkReader(JsonParser parser, long now) {
		this.parser = parser;
		this.now = now;
	}

	// Read {"values": {"name": [...], ...}}.
	@Nullable Sent readUpdates(Map<String, KnownStream> known) {
		List<Series> all = new ArrayList<>();
		Set<String> names = new HashSet<>();
		if (!beginValues() || this.parser.nextToken() != JsonToken.START_OBJECT) {
			return null;
		}
		for (String name = this.parser.nextName(); name != null; name = this.parser.nextName()) {
			@Nullable KnownStream stream = known.get(name);
			Series series = (stream != null && names.add(name)) ? new Series(stream) : null;
			if (series == null || !readArray(series)) {
				return null;
			}
			all.add(series);
		}
		return (!all.isEmpty() && isEnd()) ? new Sent(all, List.of()) : null;
	}

	// Read {"values": [...]}.
	@Nullable Series readValues(KnownStream stream) {
		Series series = new Series(stream);
		return (beginValues() && readArray(series) && isEnd()) ? series : null;
	}

	private boolean beginValues() {
		return this.parser.nextToken() == JsonToken.START_OBJECT && "values".equals(this.parser.nextName());
	}

	// Return whether nothing follows.
	private boolean isEnd() {
		return this.parser.currentToken() != null && this.parser.nextToken() == JsonToken.END_OBJECT;
	}

	private boolean readArray(Series series) {
		if (this.parser.nextToken() != JsonToken.START_ARRAY) {
			return false;
		}
		while (this.parser.nextToken() == JsonToken.START_OBJECT) {
			if (++this.count > Sent.MAX_VALUES || !readElement(series)) {
				return false;
			}
		}
		return this.parser.currentToken() == JsonToken.END_ARRAY && series.size() > 0;
	}

	// Read {"timestamp": "...", "value": ...}, in any order, with or without a time.
	private boolean readElement(Series series) {
		long at = Long.MIN_VALUE;
		double number = Double.NaN;
		@Nullable String text = null;
		for (String name = this.parser.nextName(); name != null; name = this.parser.nextName()) {
			JsonToken token = this.parser.nextToken();
			if (name.equals("timestamp") && at == Long.MIN_VALUE && token == JsonToken.VALUE_STRING) {
				at = Timestamps.parsePlain(this.parser.getStringCharacters(), this.parser.getStringOffset(),
						this.parser.getStringLength());
				if (at == Long.MIN_VALUE) {
					return false;
				}
			}
			else if (name.equals("value") && text == null && Double.isNaN(number)) {
				if (series.stream().numeric() && token.isNumeric()) {
					number = this.parser.getDoubleValue();
				}
				else if (!series.stream().numeric() && token == JsonToken.VALUE_STRING) {
					text = this.parser.getString();
				}
				else {
					return false;
				}
			}
			else {
				return false;
			}
		}
		return this.parser.currentToken() == JsonToken.END_OBJECT
				&& add(series, (at != Long.MIN_VALUE) ? at : this.now, number, text);
	}

	private static boolean add(Series series, long at, double number, @Nullable String text) {
		if (text != null) {
			boolean valid = text.length() <= Series.MAX_TEXT && Fields.isStorable(text);
			if (valid) {
				series.add(at, text);
			}
			return valid;
		}
		@Nullable Double finite = Numbers.finite(number);
		if (finite != null) {
			series.add(at, finite);
		}
		return finite != null;
	}

}
