package io.m2x.server.triggers;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.KnownStream;
import io.m2x.server.streams.LatestValue;

/**
 * The current values of a device's streams while new ones come in.
 */
final class CurrentValues {

	private final Map<String, StreamValue> values = new HashMap<>();

	private final Map<String, String> units = new HashMap<>();

	/** The streams with a new value at the current time, and their previous values. */
	private final Map<String, Optional<StreamValue>> before = new HashMap<>();

	CurrentValues(List<DataStream> streams) {
		for (DataStream stream : streams) {
			@Nullable Long at = stream.latestAt();
			if (at != null) {
				this.values.put(stream.name(),
						new StreamValue(stream.name(), at, stream.latestNumber(), stream.latestText()));
			}
			if (stream.unitSymbol() != null) {
				this.units.put(stream.name(), stream.unitSymbol());
			}
		}
	}

	// Begin with what is stored about the streams that triggers watch.
	CurrentValues(Collection<KnownStream> streams, Map<Long, LatestValue> latest) {
		for (KnownStream stream : streams) {
			@Nullable LatestValue value = latest.get(stream.row());
			if (value != null) {
				this.values.put(stream.name(),
						new StreamValue(stream.name(), value.at(), value.number(), value.text()));
			}
			if (stream.unit() != null) {
				this.units.put(stream.name(), stream.unit());
			}
		}
	}

	// Apply the values of one time and return the streams with a new value. A value that
	// is older than the current one, or the same, is not new.
	Set<String> take(Collection<StreamValue> moment) {
		this.before.clear();
		for (StreamValue value : moment) {
			@Nullable StreamValue present = this.values.get(value.stream());
			if (present == null || value.at() > present.at()
					|| (value.at() == present.at() && !value.equals(present))) {
				this.values.put(value.stream(), value);
				this.before.put(value.stream(), Optional.ofNullable(present));
			}
		}
		return this.before.keySet();
	}

	// Return whether a value is new at the current time.
	boolean isNews(StreamValue value) {
		return this.before.containsKey(value.stream());
	}

	// Return whether a value is new at the current time and differs from the previous
	// one. The first value of a stream is no change.
	boolean isChange(StreamValue value) {
		return this.before.getOrDefault(value.stream(), Optional.empty())
			.filter((present) -> !present.hasValueOf(value))
			.isPresent();
	}

	Map<String, StreamValue> values() {
		return this.values;
	}

	Map<String, String> units() {
		return this.units;
	}

}
