package io.m2x.client.model;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What the value of a stream must be to be found by a search, be it of devices by their
 * current values or of values themselves. A stream without a value, or with values of the
 * other type, does not meet it. Bounds can be combined; {@code eq} and {@code match}
 * stand alone.
 *
 * @param gt the value must be greater than this; for numeric streams only
 * @param gte the value must be this or greater; for numeric streams only
 * @param lt the value must be less than this; for numeric streams only
 * @param lte the value must be this or less; for numeric streams only
 * @param eq the value must be this
 * @param match the value must hold this text, in capitals or not; for alphanumeric
 * streams only
 * @since 0.1.0
 */
public record ValueCondition(@Nullable Double gt, @Nullable Double gte, @Nullable Double lt, @Nullable Double lte,
		@Nullable StreamValue eq, @Nullable String match) {

	public ValueCondition {
		for (Double bound : new Double[] { gt, gte, lt, lte }) {
			Assert.isTrue(bound == null || Double.isFinite(bound), "A bound must be a finite number");
		}
		boolean bounds = gt != null || gte != null || lt != null || lte != null;
		Assert.isTrue(Stream.of(bounds, eq != null, match != null).filter((part) -> part).count() == 1,
				"A condition must have bounds, or else 'eq' or 'match' alone");
	}

	/**
	 * Ask for numbers above a bound.
	 * @param bound the bound, not included
	 * @return the condition
	 */
	public static ValueCondition greaterThan(double bound) {
		return new ValueCondition(bound, null, null, null, null, null);
	}

	/**
	 * Ask for numbers from a bound upwards.
	 * @param bound the bound, included
	 * @return the condition
	 */
	public static ValueCondition atLeast(double bound) {
		return new ValueCondition(null, bound, null, null, null, null);
	}

	/**
	 * Ask for numbers below a bound.
	 * @param bound the bound, not included
	 * @return the condition
	 */
	public static ValueCondition lessThan(double bound) {
		return new ValueCondition(null, null, bound, null, null, null);
	}

	/**
	 * Ask for numbers up to a bound.
	 * @param bound the bound, included
	 * @return the condition
	 */
	public static ValueCondition atMost(double bound) {
		return new ValueCondition(null, null, null, bound, null, null);
	}

	/**
	 * Ask for one number.
	 * @param number the number
	 * @return the condition
	 */
	public static ValueCondition equalTo(double number) {
		return new ValueCondition(null, null, null, null, StreamValue.of(number), null);
	}

	/**
	 * Ask for one text.
	 * @param text the whole text, not empty; a search of devices knows numbers only here,
	 * and the hosted service may too
	 * @return the condition
	 */
	public static ValueCondition equalTo(String text) {
		Assert.hasText(text, "'text' must not be empty");
		return new ValueCondition(null, null, null, null, StreamValue.of(text), null);
	}

	/**
	 * Ask for texts that hold a text.
	 * @param text the text to look for, not empty
	 * @return the condition
	 */
	public static ValueCondition matching(String text) {
		Assert.hasText(text, "'text' must not be empty");
		return new ValueCondition(null, null, null, null, null, text);
	}

	/**
	 * Return a condition that demands what both demand.
	 * @param other the other condition
	 * @return the condition
	 * @throws IllegalArgumentException if both have the same bound, or one is no bound
	 */
	public ValueCondition and(ValueCondition other) {
		return new ValueCondition(either(this.gt, other.gt), either(this.gte, other.gte), either(this.lt, other.lt),
				either(this.lte, other.lte), either(this.eq, other.eq), either(this.match, other.match));
	}

	private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
		Assert.isTrue(first == null || second == null, "Both conditions have the same part");
		return (first != null) ? first : second;
	}

}
