package io.m2x.client.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Copies collections of a response without nulls. A missing collection becomes an empty
 * one.
 */
public final class WithoutNulls {

	private WithoutNulls() {
	}

	/**
	 * Return the items of a list that are not null.
	 * @param <T> the type of the items
	 * @param items the items as they were read, or {@code null}
	 * @return an unmodifiable copy in the same order; empty for {@code null}
	 */
	public static <T> List<T> list(@Nullable List<? extends @Nullable T> items) {
		List<T> copy = new ArrayList<>();
		if (items != null) {
			items.forEach((item) -> {
				if (item != null) {
					copy.add(item);
				}
			});
		}
		return Collections.unmodifiableList(copy);
	}

	/**
	 * Return the entries of a map whose value is not null.
	 * @param <T> the type of the values
	 * @param entries the entries as they were read, or {@code null}
	 * @return an unmodifiable copy in the same order; empty for {@code null}
	 */
	public static <T> Map<String, T> map(@Nullable Map<String, ? extends @Nullable T> entries) {
		Map<String, T> copy = new LinkedHashMap<>();
		if (entries != null) {
			entries.forEach((name, value) -> {
				if (value != null) {
					copy.put(name, value);
				}
			});
		}
		return Collections.unmodifiableMap(copy);
	}

}
