package io.m2x.client.transport;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The form of timestamps on the wire: UTC with exactly three decimals.
 */
final class WireTime {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private WireTime() {
	}

	static String format(Instant instant) {
		return FORMAT.format(instant);
	}

}
