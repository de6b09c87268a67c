package io.m2x.server.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

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

}
