package io.m2x.client.values;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.model.StreamValue;

/**
 * Parses a value, with or without a timestamp, from a line of text.
 */
final class PointText {

	private static final Pattern TIMED = Pattern
		.compile("(\\d{4}-\\d{2}-\\d{2}[Tt][^,\\s]*)(?:\\s*,\\s*|\\s++(?!,))(.+)", Pattern.DOTALL);

	/** A line that starts so must have a timestamp, or be one. */
	private static final Pattern LIKE_TIMED = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt ]\\d");

	private PointText() {
	}

	static DataPoint parse(String text) {
		Assert.hasText(text, "The text must contain a value");
		String line = text.strip();
		Matcher timed = TIMED.matcher(line);
		if (timed.matches()) {
			return new DataPoint(time(timed.group(1)), value(timed.group(2)), null);
		}
		if (LIKE_TIMED.matcher(line).lookingAt()) {
			time(line);
		}
		return new DataPoint(null, value(line), null);
	}

	private static Instant time(String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("'" + text
					+ "' must be a time in ISO 8601 with an offset, such as 2026-03-05T08:15:30.250Z; put a comma or "
					+ "blanks between the time and the value, and a text that starts with a time in quotes", ex);
		}
	}

	private static StreamValue value(String text) {
		if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
			return StreamValue.of(text.substring(1, text.length() - 1).replace("\"\"", "\""));
		}
		Double number = number(text);
		return (number != null) ? StreamValue.of(number) : StreamValue.of(text);
	}

	/**
	 * Parse a number in decimal notation.
	 * @param text the text
	 * @return the number, or {@code null} if the text is not a number or it is too large
	 */
	static @Nullable Double number(String text) {
		// Java accepts more forms of numbers, such as hexadecimal ones.
		if (text.chars().allMatch((next) -> (next >= '0' && next <= '9') || "+-.eE".indexOf(next) >= 0)) {
			try {
				double number = Double.parseDouble(text);
				return Double.isFinite(number) ? number : null;
			}
			catch (NumberFormatException ex) {
				// It is a text after all.
			}
		}
		return null;
	}

}
