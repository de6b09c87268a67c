package io.m2x.client.triggers;

import org.springframework.util.Assert;

import io.m2x.client.model.NumericValue;
import io.m2x.client.model.StreamValue;

/**
 * Condition of a trigger in the older form, for servers that support no other.
 *
 * @param stream the name of the stream
 * @param condition the operator
 * @param value the operand; a text such as {@code 10..20} for a range
 * @since 0.1.0
 */
public record SingleStreamCondition(String stream, Comparison condition, StreamValue value) {

	public SingleStreamCondition {
		Assert.hasText(stream, "'stream' must not be empty");
		Assert.notNull(condition, "'condition' must not be null");
		Assert.isTrue(condition != Comparison.UNKNOWN, "'condition' must be an operator");
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Compare the value of a stream with a number.
	 * @param stream the name of the stream
	 * @param condition any operator but a range
	 * @param value the number
	 * @return the condition
	 */
	public static SingleStreamCondition of(String stream, Comparison condition, double value) {
		Assert.isTrue(condition != Comparison.BETWEEN, "A range needs two numbers; use SingleStreamCondition.between");
		return new SingleStreamCondition(stream, condition, StreamValue.of(value));
	}

	/**
	 * Compare the value of an alphanumeric stream with a text.
	 * @param stream the name of the stream
	 * @param text the text that the value must be equal to
	 * @return the condition
	 */
	public static SingleStreamCondition equalTo(String stream, String text) {
		return new SingleStreamCondition(stream, Comparison.EQUAL, StreamValue.of(text));
	}

	/**
	 * Check whether the value of a stream is in a range.
	 * @param stream the name of the stream
	 * @param low the smallest number of the range
	 * @param high the largest number of the range
	 * @return the condition
	 */
	public static SingleStreamCondition between(String stream, double low, double high) {
		Assert.isTrue(low <= high, "'low' must not be greater than 'high'");
		String range = new NumericValue(low).asText() + ".." + new NumericValue(high).asText();
		return new SingleStreamCondition(stream, Comparison.BETWEEN, StreamValue.of(range));
	}

}
