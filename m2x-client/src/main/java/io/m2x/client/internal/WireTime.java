package io.m2x.client.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Formats timestamps as M2X does: UTC with four digits for the year and exactly three
 * decimals.
 */
public final class WireTime {

	/**
	 * The earliest instant that M2X accepts.
	 */
	public static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");

	/**
	 * The latest millisecond that M2X accepts.
	 */
	public static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999Z");

	private static final Instant END = MAX.plusMillis(1);

	private static final DateTimeFormatter FORMAT = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private WireTime() {
	}

	/**
	 * Check that M2X accepts an instant.
	 * @param name the name of the parameter, for the message
	 * @param instant the instant, or {@code null} if there is none
	 * @throws IllegalArgumentException if the instant is before the year 1 or after the
	 * year 9999
	 */
	public static void check(String name, @Nullable Instant instant) {
		Assert.isTrue(instant == null || (!instant.isBefore(MIN) && instant.isBefore(END)),
				() -> "'" + name + "' must be within the years 1 to 9999, but is " + instant);
	}

	/**
	 * Format an instant, truncated to the millisecond.
	 * @param name the name of the parameter, for the message
	 * @param instant the instant
	 * @return the text
	 * @throws IllegalArgumentException if the instant is before the year 1 or after the
	 * year 9999
	 */
	public static String format(String name, Instant instant) {
		check(name, instant);
		return FORMAT.format(instant);
	}

}
