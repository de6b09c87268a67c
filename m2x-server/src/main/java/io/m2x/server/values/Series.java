package io.m2x.server.values;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.m2x.server.streams.KnownStream;

/**
 * Values of one stream on their way to the store, in the order in which they came. They
 * are kept in arrays because a request can bring very many.
 *
 * @since 0.1.0
 */
public final class Series {

	/** The greatest length of an alphanumeric value in characters. */
	public static final int MAX_TEXT = DataPoint.MAX_TEXT;

	private final KnownStream stream;

	private long[] times = new long[1];

	private double[] numbers;

	private @Nullable String[] texts;

	private int size;

	/**
	 * Create a series without values.
	 * @param stream the stream
	 */
	public Series(KnownStream stream) {
		this.stream = stream;
		this.numbers = new double[stream.numeric() ? 1 : 0];
		this.texts = new String[stream.numeric() ? 0 : 1];
	}

	/**
	 * Add a value of a numeric stream.
	 * @param at milliseconds since 1970
	 * @param number the value
	 */
	public void add(long at, double number) {
		grow();
		this.times[this.size] = at;
		this.numbers[this.size++] = number;
	}

	/**
	 * Add a value of an alphanumeric stream.
	 * @param at milliseconds since 1970
	 * @param text the value
	 */
	public void add(long at, String text) {
		grow();
		this.times[this.size] = at;
		this.texts[this.size++] = text;
	}

	private void grow() {
		if (this.size == this.times.length) {
			int length = this.size + (this.size >> 1) + 1;
			this.times = Arrays.copyOf(this.times, length);
			if (this.stream.numeric()) {
				this.numbers = Arrays.copyOf(this.numbers, length);
			}
			else {
				this.texts = Arrays.copyOf(this.texts, length);
			}
		}
	}

	/**
	 * Return the stream.
	 * @return the stream that the values are of
	 */
	public KnownStream stream() {
		return this.stream;
	}

	/**
	 * Return how many values there are.
	 * @return the number
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Return the time of a value.
	 * @param index the place of the value
	 * @return milliseconds since 1970
	 */
	public long time(int index) {
		return this.times[index];
	}

	/**
	 * Return a value of a numeric stream.
	 * @param index the place of the value
	 * @return the value, {@code null} in an alphanumeric stream
	 */
	public @Nullable Double number(int index) {
		return this.stream.numeric() ? this.numbers[index] : null;
	}

	/**
	 * Return a value of an alphanumeric stream.
	 * @param index the place of the value
	 * @return the value, {@code null} in a numeric stream
	 */
	public @Nullable String text(int index) {
		return this.stream.numeric() ? null : this.texts[index];
	}

	double numberAt(int index) {
		return this.numbers[index];
	}

	// Return the values of several series of one stream by their times. Of several at the
	// same time the last one stays.
	static Series merge(List<Series> parts) {
		Series all = (parts.size() == 1) ? parts.get(0) : concatenate(parts);
		return all.isAscending() ? all : all.sorted();
	}

	private static Series concatenate(List<Series> parts) {
		Series all = new Series(parts.get(0).stream);
		parts.forEach((part) -> {
			for (int index = 0; index < part.size; index++) {
				all.addFrom(part, index);
			}
		});
		return all;
	}

	private void addFrom(Series other, int index) {
		@Nullable String text = other.text(index);
		if (text != null) {
			add(other.times[index], text);
		}
		else {
			add(other.times[index], other.numbers[index]);
		}
	}

	private boolean isAscending() {
		for (int index = 1; index < this.size; index++) {
			if (this.times[index] <= this.times[index - 1]) {
				return false;
			}
		}
		return true;
	}

	private Series sorted() {
		Map<Long, Integer> places = new TreeMap<>();
		for (int index = 0; index < this.size; index++) {
			places.put(this.times[index], index);
		}
		Series sorted = new Series(this.stream);
		places.values().forEach((index) -> sorted.addFrom(this, index));
		return sorted;
	}

}
