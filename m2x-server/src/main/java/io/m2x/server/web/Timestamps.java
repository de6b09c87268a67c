package io.m2x.server.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Times on the wire: ISO 8601 text, milliseconds since 1970 inside.
 *
 * @since 0.1.0
 */
public final class Timestamps {

	/** The earliest time there is, the beginning of the year 1. */
	public static final long MIN = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

	/** The latest time there is, the end of the year 9999. */
	public static final long MAX = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

	private static final DateTimeFormatter OUT = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	/** What stands before the digits of the second, those digits, and one offset. */
	private static final Pattern IN = Pattern.compile("([^.]+)(\\.\\d+)?(Z|[+-]\\d\\d(?::?\\d\\d)?)",
			Pattern.CASE_INSENSITIVE);

	private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
		.toFormatter(Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	/** The point and nine digits, as many as the formatter takes. */
	private static final int MAX_FRACTION = 10;

	private Timestamps() {
	}

	/**
	 * Print a time with three decimals, in UTC.
	 * @param instant the time
	 * @return the text
	 */
	public static String format(Instant instant) {
		return OUT.format(instant);
	}

	/**
	 * Read a time.
	 * @param text the date and time in ISO 8601 with an offset; digits after the
	 * milliseconds are cut
	 * @return milliseconds since 1970, or {@code null} if the text is not such a time
	 */
	static @Nullable Long parse(String text) {
		// A plus sign that came unescaped in a query has become a blank.
		Matcher matcher = IN.matcher(text.replace(' ', '+'));
		if (!matcher.matches()) {
			return null;
		}
		String fraction = (matcher.group(2) != null) ? matcher.group(2) : "";
		String local = matcher.group(1) + fraction.substring(0, Math.min(fraction.length(), MAX_FRACTION));
		try {
			ZoneOffset offset = ZoneOffset.of(matcher.group(3).toUpperCase(Locale.ROOT));
			long millis = LocalDateTime.parse(local, LOCAL).toInstant(offset).toEpochMilli();
			return (millis >= MIN && millis <= MAX) ? millis : null;
		}
		catch (DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

}
