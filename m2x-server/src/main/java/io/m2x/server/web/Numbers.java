package io.m2x.server.web;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
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
		if (number != null && Math.rint(number) == number && Math.abs(number) <= EXACT) {
			return number.longValue();
		}
		return number;
	}

	/**
	 * Return a number that JSON can express.
	 * @param number the number
	 * @return the number, or {@code null} if it is infinite or no number
	 */
	public static @Nullable Double finite(double number) {
		return Double.isFinite(number) ? number : null;
	}

}
