package io.m2x.client.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Cleans up what answers hold several of: what is missing is empty, and what is null
 * among the others is left out.
 */
public final class Present {

	private Present() {
	}

	/**
	 * Return the items of a list that are there.
	 * @param <T> the type of the items
	 * @param items the items as they were read, or {@code null}
	 * @return an unmodifiable copy in the same order; empty for {@code null}
	 */
	public static <T> List<T> items(@Nullable List<? extends @Nullable T> items) {
		List<T> present = new ArrayList<>();
		if (items != null) {
			items.forEach((item) -> {
				if (item != null) {
					present.add(item);
				}
			});
		}
		return Collections.unmodifiableList(present);
	}

	/**
	 * Return the entries of a map that have a value.
	 * @param <T> the type of the values
	 * @param entries the entries as they were read, or {@code null}
	 * @return an unmodifiable copy in the same order; empty for {@code null}
	 */
	public static <T> Map<String, T> entries(@Nullable Map<String, ? extends @Nullable T> entries) {
		Map<String, T> present = new LinkedHashMap<>();
		if (entries != null) {
			entries.forEach((name, value) -> {
				if (value != null) {
					present.put(name, value);
				}
			});
		}
		return Collections.unmodifiableMap(present);
	}

}
