package io.m2x.server.writes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.m2x.server.locations.LocationUpdate;
import io.m2x.server.streams.KnownStream;
import io.m2x.server.values.Series;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Validation;

/**
 * Reads the body of a request that brings values for several streams. What is wrong with
 * a value is reported under the name of its stream.
 */
final class UpdateReader {

	private final Fields fields;

	private final Map<String, KnownStream> known;

	private final long now;

	private final Map<KnownStream, Series> series = new LinkedHashMap<>();

	private final List<LocationUpdate> locations = new ArrayList<>();

	UpdateReader(Fields fields, Map<String, KnownStream> known, long now) {
		this.fields = fields;
		this.known = known;
		this.now = now;
	}

	Sent sent() {
		return new Sent(List.copyOf(this.series.values()), this.locations);
	}

	// Read one value for each of several streams.
	void readUpdate() {
		Long time = this.fields.time("timestamp");
		long at = (time != null) ? time : this.now;
		Fields values = values();
		if (values != null) {
			values.names().forEach((name) -> {
				KnownStream stream = stream(values, name);
				if (stream != null) {
					Points.read(values, name, series(stream), at);
				}
			});
		}
		addLocation(this.fields, at);
		limit();
	}

	// Read many values for each of several streams.
	void readUpdates() {
		Fields values = values();
		if (values != null) {
			values.names().forEach((name) -> {
				KnownStream stream = stream(values, name);
				if (stream != null) {
					readSeries(values, name, stream);
				}
			});
		}
		addLocation(this.fields, this.now);
		limit();
	}

	private void readSeries(Fields values, String name, KnownStream stream) {
		for (JsonNode node : values.array(name, Sent.MAX_VALUES)) {
			Fields element = values.element(name, node);
			if (element != null) {
				Long at = Points.read(element, series(stream), this.now);
				addLocation(element, (at != null) ? at : this.now);
			}
		}
	}

	private @Nullable Fields values() {
		this.fields.require("values");
		JsonNode node = this.fields.node("values");
		if (node != null && node.isContainer() && node.isEmpty()) {
			this.fields.reject("values", Validation.NOT_PRESENT);
		}
		return (node != null) ? this.fields.members("values", node) : null;
	}

	private @Nullable KnownStream stream(Fields values, String name) {
		return values.orReject(this.known.get(name), name, Validation.NOT_FOUND);
	}

	private Series series(KnownStream stream) {
		return this.series.computeIfAbsent(stream, Series::new);
	}

	private void addLocation(Fields owner, long at) {
		Fields location = owner.filled("location");
		LocationUpdate update = (location != null) ? LocationUpdate.read(location, at) : null;
		if (update != null) {
			this.locations.add(update);
		}
	}

	private void limit() {
		if (this.series.values().stream().mapToInt(Series::size).sum() > Sent.MAX_VALUES) {
			this.fields.reject("values", Validation.TOO_LONG);
		}
	}

}
