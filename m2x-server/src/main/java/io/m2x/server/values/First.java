package io.m2x.server.values;

import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;

import io.m2x.server.summaries.SummarizedValues;
import io.m2x.server.values.ValueReader.TimedNumber;

/**
 * Keeps the first ones of many values in an order.
 */
final class First implements SummarizedValues.Sink {

	private final Comparator<TimedNumber> order;

	private final int limit;

	/** The last one is at the head. */
	private final PriorityQueue<TimedNumber> numbers;

	/**
	 * Create a place for values.
	 * @param order the order
	 * @param limit how many values to keep, one at least
	 */
	First(Comparator<TimedNumber> order, int limit) {
		this.order = order;
		this.limit = limit;
		this.numbers = new PriorityQueue<>(order.reversed());
	}

	@Override
	public void accept(long at, double value) {
		TimedNumber number = new TimedNumber(at, value);
		if (!isFull()) {
			this.numbers.add(number);
		}
		else if (this.order.compare(number, last()) < 0) {
			this.numbers.remove();
			this.numbers.add(number);
		}
	}

	boolean isFull() {
		return this.numbers.size() == this.limit;
	}

	TimedNumber last() {
		return Objects.requireNonNull(this.numbers.peek());
	}

	Collection<TimedNumber> numbers() {
		return this.numbers;
	}

}
