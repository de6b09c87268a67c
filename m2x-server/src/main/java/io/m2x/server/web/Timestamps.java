package io.m2x.server.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
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

	/** The length of the plain form without a fraction. */
	private static final int SHORTEST = 20;

	private static final long MILLIS = 1000;

	private static final DateTimeFormatter OUT = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private Timestamps() {
	}

	/**
	 * Read a time in the plain form {@code 2015-01-31T08:15:30.250Z}, with any number of
	 * decimals, without the cost of all the other forms.
	 * @param text the characters
	 * @param from the index of the first one
	 * @param length the number of characters
	 * @return milliseconds since 1970, {@link Long#MIN_VALUE} if it is another form or no
	 * time
	 */
	public static long parsePlain(char[] text, int from, int length) {
		int end = from + length - 1;
		boolean plain = length >= SHORTEST && text[from + 4] == '-' && text[from + 7] == '-' && text[from + 10] == 'T'
				&& text[from + 13] == ':' && text[from + 16] == ':' && text[end] == 'Z';
		if (!plain) {
			return Long.MIN_VALUE;
		}
		int year = number(text, from, 4);
		int month = number(text, from + 5, 2);
		int day = number(text, from + 8, 2);
		int hour = number(text, from + 11, 2);
		int minute = number(text, from + 14, 2);
		int second = number(text, from + 17, 2);
		int millis = millis(text, from + SHORTEST - 1, end);
		boolean valid = year >= 1 && month >= 1 && month <= 12 && day >= 1
				&& day <= YearMonth.of(year, month).lengthOfMonth() && hour >= 0 && hour < 24 && minute >= 0
				&& minute < 60 && second >= 0 && second < 60 && millis >= 0;
		if (!valid) {
			return Long.MIN_VALUE;
		}
		long days = LocalDate.of(year, month, day).toEpochDay();
		return (((days * 24 + hour) * 60 + minute) * 60 + second) * MILLIS + millis;
	}

	// Read a fraction; digits after the milliseconds are cut.
	private static int millis(char[] text, int from, int end) {
		if (from == end) {
			return 0;
		}
		if (text[from] != '.' || end == from + 1) {
			return -1;
		}
		int millis = 0;
		for (int index = 0; index < 3; index++) {
			int place = from + 1 + index;
			int digit = (place < end) ? text[place] - '0' : 0;
			millis = (digit >= 0 && digit <= 9 && millis >= 0) ? millis * 10 + digit : -1;
		}
		for (int place = from + 4; place < end; place++) {
			millis = (text[place] >= '0' && text[place] <= '9') ? millis : -1;
		}
		return millis;
	}

	// Read digits; negative if there is something else.
	private static int number(char[] text, int from, int length) {
		int number = 0;
		for (int place = from; place < from + length; place++) {
			int digit = text[place] - '0';
			if (digit < 0 || digit > 9) {
				return -1;
			}
			number = number * 10 + digit;
		}
		return number;
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
