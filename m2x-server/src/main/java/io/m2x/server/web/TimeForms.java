package io.m2x.server.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the forms in which programming languages print times, if they are unambiguous. A
 * time that names no zone is in UTC. Nothing depends on a locale.
 */
final class TimeForms {

	/** The explanation for a time that can't be read. */
	static final String EXPLANATION = "A time has a date and a time of day, as in 2015-01-31T08:15:30.250Z,"
			+ " 2015-01-31 09:15:30+01:00 or Sat, 31 Jan 2015 08:15:30 GMT; without a zone it is in UTC."
			+ " A date alone and a number are no time.";

	private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:[.,](?<fraction>\\d++))?)?";

	private static final String DAY = "(?<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*";

	private static final String MONTH = "(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

	/** ISO 8601, what most print, also with a blank before the time. */
	private static final Pattern ISO = pattern(
			"(?<year>\\d{4})-(?<month>\\d\\d)-(?<date>\\d\\d)[T ]" + TIME + "(?<zone>.*)");

	private static final List<Pattern> WITH_NAMES = List.of(
			// Java, C, Ruby 1.8: Thu Jan 01 00:00:00 UTC 2015
			pattern(DAY + " " + MONTH + " +(?<date>\\d{1,2}) " + TIME + "(?<zone>.*?) (?<year>\\d{4})"),
			// JavaScript: Thu Jan 01 2015 00:00:00 GMT+0000 (Coordinated Universal Time)
			pattern(DAY + " " + MONTH + " (?<date>\\d\\d) (?<year>\\d{4}) " + TIME + "(?<zone>.*)"),
			// HTTP, mail, cookies: Thu, 01 Jan 2015 00:00:00 GMT
			pattern("(?:" + DAY + ",? )?(?<date>\\d{1,2})[ -]" + MONTH + "[ -](?<year>\\d{4}) " + TIME
					+ "(?<zone>.*)"));

	/**
	 * Nothing, UTC or an offset, which may be followed by the name of its zone. The plus
	 * sign of an offset that came unescaped in a query has become a blank.
	 */
	private static final Pattern ZONE = pattern("(?: ?(?:Z|UTC?|GMT)"
			+ "|(?: ?(?:UTC?|GMT))?(?: ?(?<sign>[+-])| {1,2})(?<hours>\\d\\d)(?::?(?<minutes>\\d\\d)(?::(?<seconds>\\d\\d))?)?"
			+ "(?: [A-Z]{1,6}(?: [A-Z_]+/[\\w/+-]+)?| \\k<sign>\\k<hours>(?:\\k<minutes>)?)?)?"
			+ "(?:\\[[\\w/+-]+\\]| \\([^()]*\\)| m=[+-]\\d+\\.\\d+)?");

	/** The longest text with names; the names of zones are long in some languages. */
	private static final int MAX_LENGTH = 200;

	private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

	private static final String DAYS = "montuewedthufrisatsun";

	private static final int NAME_LENGTH = 3;

	/** As many digits as there are nanoseconds in a second. */
	private static final int MAX_FRACTION = 9;

	private TimeForms() {
	}

	private static Pattern pattern(String regex) {
		return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
	}

	// Read a time, also one that PHP has made an object of.
	static @Nullable Long parse(JsonNode node) {
		if (node.isString()) {
			return parse(node.stringValue());
		}
		JsonNode date = node.path("date");
		JsonNode zone = node.path("timezone");
		return (date.isString() && zone.isString()) ? parse(date.stringValue(), zone.stringValue()) : null;
	}

	// Read a text; digits after the milliseconds are cut.
	static @Nullable Long parse(String text) {
		long plain = Timestamps.parsePlain(text.toCharArray(), 0, text.length());
		if (plain != Long.MIN_VALUE) {
			return plain;
		}
		Matcher iso = ISO.matcher(text);
		try {
			if (iso.matches()) {
				return millis(iso.group("zone"), local(iso, number(iso, "month")));
			}
			for (Pattern form : (text.length() <= MAX_LENGTH) ? WITH_NAMES : List.<Pattern>of()) {
				Matcher named = form.matcher(text);
				if (named.matches()) {
					LocalDateTime local = local(named, number(MONTHS, named.group("month")));
					@Nullable String day = named.group("day");
					boolean possible = day == null || number(DAYS, day) == local.getDayOfWeek().getValue();
					return possible ? millis(named.group("zone"), local) : null;
				}
			}
		}
		catch (DateTimeException ex) {
			// There is no such date, time or zone.
		}
		return null;
	}

	private static @Nullable Long parse(String text, String zone) {
		Matcher iso = ISO.matcher(text);
		if (!iso.matches() || !iso.group("zone").isEmpty()) {
			return null;
		}
		try {
			return within(local(iso, number(iso, "month")).atZone(ZoneId.of(zone)).toInstant());
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Long millis(String zone, LocalDateTime local) {
		@Nullable ZoneOffset offset = offset(zone);
		return (offset != null) ? within(local.toInstant(offset)) : null;
	}

	private static @Nullable Long within(Instant instant) {
		long millis = instant.toEpochMilli();
		return (millis >= Timestamps.MIN && millis <= Timestamps.MAX) ? millis : null;
	}

	private static LocalDateTime local(Matcher form, int month) {
		@Nullable String fraction = form.group("fraction");
		return LocalDateTime.of(number(form, "year"), month, number(form, "date"), number(form, "hour"),
				number(form, "minute"), number(form, "second"), (fraction != null) ? nanos(fraction) : 0);
	}

	private static int number(Matcher form, String group) {
		@Nullable String digits = form.group(group);
		return (digits != null) ? Integer.parseInt(digits) : 0;
	}

	private static int number(String names, String name) {
		return names.indexOf(name.toLowerCase(Locale.ROOT)) / NAME_LENGTH + 1;
	}

	private static int nanos(String fraction) {
		int length = Math.min(fraction.length(), MAX_FRACTION);
		return Integer.parseInt(fraction.substring(0, length)) * (int) Math.pow(10, MAX_FRACTION - length);
	}

	private static @Nullable ZoneOffset offset(String zone) {
		if (zone.isEmpty() || zone.equals("Z")) {
			return ZoneOffset.UTC;
		}
		Matcher matcher = ZONE.matcher(zone);
		if (!matcher.matches()) {
			return null;
		}
		int sign = "-".equals(matcher.group("sign")) ? -1 : 1;
		return ZoneOffset.ofHoursMinutesSeconds(sign * number(matcher, "hours"), sign * number(matcher, "minutes"),
				sign * number(matcher, "seconds"));
	}

}
