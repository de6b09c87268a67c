package io.m2x.client.values;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.m2x.client.model.StreamValue;

/**
 * Checks lists of values for completeness.
 */
final class ValueLists {

	/** Half of the texts that a server of this project puts into one response. */
	private static final long LONG_TEXTS = 4_000_000;

	private ValueLists() {
	}

	static boolean mayBeTruncated(@Nullable Integer limit, int count, Stream<StreamValue> values) {
		return limit == null || count >= limit
				|| values.mapToLong((value) -> value.asText().length()).sum() >= LONG_TEXTS;
	}

}
