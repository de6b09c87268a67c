package io.m2x.server.web;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.NumberOutput;
import tools.jackson.databind.JsonNode;

/**
 * Numbers on the wire.
 *
 * @since 0.1.0
 */
public final class Numbers {

	private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");

	private static final double EXACT = 1L << 53;

	private static final int MAX_DIGITS = 1000;

	private static final double SMALLEST_PLAIN = 1e-4;

	private static final double LEAST_NOT_PLAIN = 1e16;

	private Numbers() {
	}

	/**
	 * Read a number, or text that holds one.
	 * @param node the JSON number or string
	 * @return the number, or {@code null} if there is none or it is out of range
	 */
	public static @Nullable Double parse(JsonNode node) {
		if (node.isNumber()) {
			return finite(node.numberValue().doubleValue());
		}
		if (!node.isString()) {
			return null;
		}
		String text = node.stringValue().strip();
		boolean decimal = text.length() <= MAX_DIGITS && DECIMAL.matcher(text).matches();
		return decimal ? finite(Double.parseDouble(text)) : null;
	}

	/**
	 * Return a number that prints without decimals if it has none.
	 * @param number the number, may be {@code null}
	 * @return the same number as an integer if that is exact
	 */
	public static @Nullable Number plain(@Nullable Double number) {
		return (number != null && isInteger(number)) ? (Number) number.longValue() : number;
	}

	/**
	 * Print a number in plain decimals, without any if it has none.
	 * @param number the number
	 * @return the text
	 */
	public static String plainText(double number) {
		return isInteger(number) ? Long.toString((long) number) : text(number);
	}

	private static boolean isInteger(double number) {
		return Math.rint(number) == number && Math.abs(number) <= EXACT;
	}

	/**
	 * Print a number in plain decimals if its absolute value is from 1e-4 up to 1e16, as
	 * devices read no exponent.
	 * @param number the number
	 * @return the text, which always has a decimal point
	 */
	public static String text(double number) {
		String shortest = NumberOutput.toString(number, true);
		return isExpanded(number) ? expand(shortest) : shortest;
	}

	/**
	 * Print a JSON value that is no object and no array, numbers in plain decimals.
	 * @param node the value
	 * @return the text
	 */
	public static String text(JsonNode node) {
		return node.isFloatingPointNumber() ? text(node.numberValue().doubleValue()) : node.asString();
	}

	// Return whether the language itself would print an exponent where none is wanted.
	static boolean isExpanded(double number) {
		double size = Math.abs(number);
		return (size >= 1e7 && size < LEAST_NOT_PLAIN) || (size < 1e-3 && size >= SMALLEST_PLAIN);
	}

	static String expand(String number) {
		BigDecimal decimal = new BigDecimal(number).stripTrailingZeros();
		return ((decimal.scale() < 1) ? decimal.setScale(1) : decimal).toPlainString();
	}

	/**
	 * Return a number that JSON can express.
	 * @param number the number
	 * @return the number, or {@code null} if it is infinite or no number
	 */
	public static @Nullable Double finite(double number) {
		// Adding zero makes the negative zero, which not every database keeps, a positive
		// one.
		return Double.isFinite(number) ? Double.valueOf(number + 0.0) : null;
	}

}
