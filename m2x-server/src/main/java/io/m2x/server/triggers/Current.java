package io.m2x.server.triggers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.m2x.server.streams.DataStream;

/**
 * The current values of a device's streams while new ones come in.
 */
final class Current {

	private final Map<String, Observation> values = new HashMap<>();

	private final Map<String, String> units = new HashMap<>();

	Current(List<DataStream> streams) {
		for (DataStream stream : streams) {
			@Nullable Long at = stream.latestAt();
			if (at != null) {
				this.values.put(stream.name(),
						new Observation(stream.name(), at, stream.latestNumber(), stream.latestText()));
			}
			if (stream.unitSymbol() != null) {
				this.units.put(stream.name(), stream.unitSymbol());
			}
		}
	}

	// Take a value and return whether it is news: a value that is filled in later, or
	// sent again, is none.
	boolean take(Observation value) {
		@Nullable Observation before = this.values.get(value.stream());
		if (before != null && (value.at() < before.at() || (value.at() == before.at()
				&& Objects.equals(value.number(), before.number()) && Objects.equals(value.text(), before.text())))) {
			return false;
		}
		this.values.put(value.stream(), value);
		return true;
	}

	Map<String, Observation> values() {
		return this.values;
	}

	Map<String, String> units() {
		return this.units;
	}

}
