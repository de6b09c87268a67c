package io.m2x.client.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Cleans up maps from names of streams to values.
 */
public final class StreamValues {

	private StreamValues() {
	}

	/**
	 * Return a map without the streams that have no value, which servers list as null.
	 * @param values the values as they were read, or {@code null}
	 * @return an unmodifiable map in the same order; empty for {@code null}
	 */
	public static Map<String, StreamValue> present(@Nullable Map<String, ? extends @Nullable StreamValue> values) {
		Map<String, StreamValue> present = new LinkedHashMap<>();
		if (values != null) {
			values.forEach((name, value) -> {
				if (value != null) {
					present.put(name, value);
				}
			});
		}
		return Collections.unmodifiableMap(present);
	}

}
