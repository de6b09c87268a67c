package io.m2x.client.model;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Condition for the value of a stream, in a search for devices by their current values or
 * for values themselves. A stream that has no value, or values of the other type, does
 * not match. Bounds can be combined; {@code eq} and {@code match} can't.
 *
 * <pre>{@code
 * ValueCondition comfortable = ValueCondition.atLeast(19).and(ValueCondition.lessThan(24));
 * }</pre>
 *
 * @param gt the value must be greater than this; for numeric streams only
 * @param gte the value must be greater than or equal to this; for numeric streams only
 * @param lt the value must be less than this; for numeric streams only
 * @param lte the value must be less than or equal to this; for numeric streams only
 * @param eq the value must be equal to this
 * @param match the value must contain this text, ignoring case; for alphanumeric streams
 * only
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
				"A condition must have either bounds, 'eq' or 'match'");
	}

	/**
	 * Match numbers above a bound.
	 * @param bound the bound, not included
	 * @return the condition
	 */
	public static ValueCondition greaterThan(double bound) {
		return new ValueCondition(bound, null, null, null, null, null);
	}

	/**
	 * Match numbers from a bound upwards.
	 * @param bound the bound, included
	 * @return the condition
	 */
	public static ValueCondition atLeast(double bound) {
		return new ValueCondition(null, bound, null, null, null, null);
	}

	/**
	 * Match numbers below a bound.
	 * @param bound the bound, not included
	 * @return the condition
	 */
	public static ValueCondition lessThan(double bound) {
		return new ValueCondition(null, null, bound, null, null, null);
	}

	/**
	 * Match numbers up to a bound.
	 * @param bound the bound, included
	 * @return the condition
	 */
	public static ValueCondition atMost(double bound) {
		return new ValueCondition(null, null, null, bound, null, null);
	}

	/**
	 * Match one number.
	 * @param number the number
	 * @return the condition
	 */
	public static ValueCondition equalTo(double number) {
		return new ValueCondition(null, null, null, null, StreamValue.of(number), null);
	}

	/**
	 * Match one text. A search for devices, and possibly the hosted service, supports
	 * only numbers here.
	 * @param text the whole text, not empty
	 * @return the condition
	 */
	public static ValueCondition equalTo(String text) {
		Assert.hasText(text, "'text' must not be empty");
		return new ValueCondition(null, null, null, null, StreamValue.of(text), null);
	}

	/**
	 * Match texts that contain a text, ignoring case.
	 * @param text the text to look for, not empty
	 * @return the condition
	 */
	public static ValueCondition matching(String text) {
		Assert.hasText(text, "'text' must not be empty");
		return new ValueCondition(null, null, null, null, null, text);
	}

	/**
	 * Combine two bounds.
	 * @param other the other condition
	 * @return a condition that requires both
	 * @throws IllegalArgumentException if both set the same bound, or one is not a bound
	 */
	public ValueCondition and(ValueCondition other) {
		return new ValueCondition(either(this.gt, other.gt), either(this.gte, other.gte), either(this.lt, other.lt),
				either(this.lte, other.lte), either(this.eq, other.eq), either(this.match, other.match));
	}

	private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
		Assert.isTrue(first == null || second == null, "Both conditions set the same bound");
		return (first != null) ? first : second;
	}

}
