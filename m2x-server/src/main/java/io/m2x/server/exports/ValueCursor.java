package io.m2x.server.exports;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.m2x.server.values.ValuePages;

/**
 * Walks over the values of one stream, from the newest to the oldest, a page at a time.
 */
final class ValueCursor {

	/** How many values all streams together keep in memory, unless there are many. */
	private static final int NUMBERS = 5000;

	private static final int MIN_NUMBERS = 50;

	private static final int TEXTS = 100;

	private final ValuePages values;

	private final Export.Column source;

	private final int column;

	private final int pageSize;

	private final long start;

	private long end;

	private boolean lastPage;

	private final Deque<Entry> page = new ArrayDeque<>();

	ValueCursor(ValuePages values, Export export, int column) {
		this.values = values;
		this.source = export.columns().get(column);
		this.column = column;
		this.pageSize = pageSize(export, this.source.numeric());
		this.start = export.start();
		this.end = export.end();
		load();
	}

	private static int pageSize(Export export, boolean numeric) {
		int streams = export.columns().size();
		return numeric ? Math.max(NUMBERS / streams, MIN_NUMBERS) : Math.max(TEXTS / streams, 1);
	}

	int column() {
		return this.column;
	}

	boolean isPresent() {
		return !this.page.isEmpty();
	}

	long at() {
		return this.page.element().at();
	}

	Object value() {
		return this.page.element().value();
	}

	void advance() {
		this.page.remove();
		if (this.page.isEmpty() && !this.lastPage) {
			load();
		}
	}

	private void load() {
		this.values.newest(this.source.stream(), this.start, this.end, this.pageSize)
			.forEach((value) -> this.page.add(entry(value)));
		this.lastPage = this.page.size() < this.pageSize;
		if (!this.page.isEmpty()) {
			this.end = this.page.getLast().at() - 1;
		}
	}

	private Entry entry(ValuePages.Value value) {
		@Nullable Object content = this.source.numeric() ? value.number() : value.text();
		return new Entry(value.at(), Objects.requireNonNull(content));
	}

	/**
	 * One value.
	 *
	 * @param at milliseconds since 1970
	 * @param value a number or text
	 */
	private record Entry(long at, Object value) {

	}

}
