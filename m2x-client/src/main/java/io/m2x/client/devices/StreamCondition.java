package io.m2x.client.devices;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;
import org.springframework.util.Assert;

/**
 * What the current value of a stream must be for a search to find its device; a stream
 * without a value, or with one of the other type, is never found.
 *
 * @param operators the operators of M2X with what they compare with: {@code gt},
 * {@code gte}, {@code lt} and {@code lte} in any combination, or {@code eq} or
 * {@code match} alone
 * @since 0.1.0
 */
public record StreamCondition(@JsonValue Map<String, Object> operators) {

	private static final String EQUAL = "eq";

	private static final String MATCH = "match";

	private static final Set<String> COMBINABLE = Set.of("gt", "gte", "lt", "lte");

	public StreamCondition {
		Assert.notEmpty(operators, "'operators' must not be empty");
		operators = Collections.unmodifiableMap(new LinkedHashMap<>(operators));
		boolean lonely = operators.containsKey(EQUAL) || operators.containsKey(MATCH);
		Assert.isTrue(lonely ? operators.size() == 1 : COMBINABLE.containsAll(operators.keySet()),
				"'operators' must be gt, gte, lt and lte, or eq or match alone");
		operators.forEach((operator, value) -> Assert.isTrue(
				MATCH.equals(operator) ? value instanceof String
						: value instanceof Number number && Double.isFinite(number.doubleValue()),
				() -> "'" + operator + "' must have a " + (MATCH.equals(operator) ? "text" : "finite number")));
	}

	/**
	 * Demand a number above a bound.
	 * @param bound the bound, itself not found
	 * @return the condition
	 */
	public static StreamCondition greaterThan(double bound) {
		return new StreamCondition(Map.of("gt", bound));
	}

	/**
	 * Demand a number from a bound upwards.
	 * @param bound the bound, itself found
	 * @return the condition
	 */
	public static StreamCondition atLeast(double bound) {
		return new StreamCondition(Map.of("gte", bound));
	}

	/**
	 * Demand a number below a bound.
	 * @param bound the bound, itself not found
	 * @return the condition
	 */
	public static StreamCondition lessThan(double bound) {
		return new StreamCondition(Map.of("lt", bound));
	}

	/**
	 * Demand a number up to a bound.
	 * @param bound the bound, itself found
	 * @return the condition
	 */
	public static StreamCondition atMost(double bound) {
		return new StreamCondition(Map.of("lte", bound));
	}

	/**
	 * Demand exactly a number.
	 * @param number the number
	 * @return the condition, which can't be combined
	 */
	public static StreamCondition equalTo(double number) {
		return new StreamCondition(Map.of(EQUAL, number));
	}

	/**
	 * Demand a text that contains another one.
	 * @param text the text to be contained
	 * @return the condition, which can't be combined
	 */
	public static StreamCondition matching(String text) {
		return new StreamCondition(Map.of(MATCH, text));
	}

	/**
	 * Return a condition that demands this and something more.
	 * @param other the other comparison, with another operator
	 * @return the condition
	 */
	public StreamCondition and(StreamCondition other) {
		Map<String, Object> both = new LinkedHashMap<>(this.operators);
		other.operators.forEach((operator, value) -> Assert.isNull(both.put(operator, value),
				() -> "'" + operator + "' is there already"));
		return new StreamCondition(both);
	}

}
