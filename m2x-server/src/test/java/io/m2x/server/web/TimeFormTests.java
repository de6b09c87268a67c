package io.m2x.server.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.m2x.server.Json;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What languages print when they are asked for the text of a time.
 */
class TimeFormTests {

	private static final long NEW_YEAR = Instant.parse("2015-01-01T00:00:00Z").toEpochMilli();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			ISO 8601              | 2015-01-01T00:00:00Z
			ISO 8601, comma       | 2015-01-01T00:00:00,000Z
			ISO 8601, offset      | 2014-12-31T19:00:00.000-05:00
			JavaScript, JSON      | 2015-01-01T00:00:00.000Z
			JavaScript            | Thu Jan 01 2015 00:00:00 GMT+0000 (Coordinated Universal Time)
			JavaScript, Germany   | Thu Jan 01 2015 01:00:00 GMT+0100 (Mitteleurop\u00e4ische Normalzeit)
			JavaScript, no name   | Wed Dec 31 2014 19:00:00 GMT-0500
			JavaScript, UTC       | Thu, 01 Jan 2015 00:00:00 GMT
			Python                | 2015-01-01 00:00:00
			Python, microseconds  | 2015-01-01 00:00:00.000001
			Python, aware         | 2015-01-01 00:00:00+00:00
			Python, all           | 2015-01-01 05:30:00.000001+05:30
			Python, isoformat     | 2015-01-01T00:00:00
			Python, ctime         | Thu Jan  1 00:00:00 2015
			pandas                | 2015-01-01 00:00:00.000000001+00:00
			Ruby                  | 2015-01-01 00:00:00 UTC
			Ruby, local           | 2015-01-01 01:00:00 +0100
			Ruby, inspect         | 2015-01-01 00:00:00.000000001 UTC
			Ruby 1.8              | Thu Jan 01 01:00:00 +0100 2015
			Ruby 1.8, UTC         | Thu Jan 01 00:00:00 UTC 2015
			Ruby, rfc2822         | Thu, 01 Jan 2015 00:00:00 -0000
			Java, Date            | Thu Jan 01 00:00:00 UTC 2015
			Java, Date, Android   | Thu Jan 01 01:00:00 GMT+01:00 2015
			Java, Instant         | 2015-01-01T00:00:00.000000001Z
			Java, OffsetDateTime  | 2015-01-01T01:00+01:00
			Java, ZonedDateTime   | 2015-01-01T01:00+01:00[Europe/Berlin]
			Java, ZonedDateTime   | 2015-01-01T00:00Z[UTC]
			Java, LocalDateTime   | 2015-01-01T00:00
			Java, SQL             | 2015-01-01 00:00:00.0
			Joda                  | 2015-01-01T01:00:00.000+01:00
			.NET, o               | 2015-01-01T00:00:00.0000000Z
			.NET, o, unspecified  | 2015-01-01T00:00:00.0000000
			.NET, o, local        | 2015-01-01T01:00:00.0000000+01:00
			.NET, s               | 2015-01-01T00:00:00
			.NET, u               | 2015-01-01 00:00:00Z
			.NET, r               | Thu, 01 Jan 2015 00:00:00 GMT
			PHP, c                | 2015-01-01T00:00:00+00:00
			PHP, Y-m-d H:i:s      | 2015-01-01 00:00:00
			PHP, ISO8601          | 2015-01-01T00:00:00+0000
			PHP, r                | Thu, 01 Jan 2015 00:00:00 +0000
			PHP, COOKIE           | Thursday, 01-Jan-2015 00:00:00 UTC
			Elixir                | 2015-01-01 00:00:00.000Z
			Elixir, zone          | 2015-01-01 01:00:00+01:00 CET Europe/Berlin
			Elixir, naive         | 2015-01-01 00:00:00
			Erlang, httpd_util    | Thu, 01 Jan 2015 00:00:00 GMT
			Go                    | 2015-01-01 00:00:00 +0000 UTC
			Go, zone              | 2015-01-01 01:00:00.000000001 +0100 CET
			Go, nameless zone     | 2014-12-31 21:00:00 -0300 -03
			Go, monotonic         | 2015-01-01 01:00:00.000000001 +0100 CET m=+0.000012345
			Swift, Objective-C    | 2015-01-01 00:00:00 +0000
			Rust                  | 2015-01-01 00:00:00 UTC
			date                  | Thu Jan  1 00:00:00 UTC 2015
			PostgreSQL            | 2015-01-01 01:00:00+01
			mail without a day    | 1 Jan 2015 00:00 +0000
			any case              | thu, 01 jan 2015 00:00:00 gmt
			plus unescaped        | 2015-01-01T01:00:00 01:00
			plus unescaped        | 2015-01-01 01:00:00 01:00
			plus unescaped        | 2015-01-01 01:00:00  0100
			plus unescaped        | Thu Jan 01 2015 01:00:00 GMT 0100
			plus unescaped        | Thu, 01 Jan 2015 01:00:00  0100
			plus unescaped        | Thu Jan 01 01:00:00  0100 2015
			plus unescaped        | Thu Jan 01 01:00:00 GMT 01:00 2015
			""")
	void formsOfLanguages(String from, String text) {
		assertThat(TimeForms.parse(text)).as(from).isEqualTo(NEW_YEAR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "2015-01-01", "01/01/2015", "1/1/2015 12:00:00 AM", "01.01.2015 00:00:00",
			"20150101", "1420070400", "1420070400000", "1.42e9", "12:00:00", "2015-01-01T", "2015-01-01T00",
			"15-01-01T00:00:00Z", "2015-01-32T00:00:00Z", "2015-02-29T00:00:00Z", "2015-01-01T24:00:00Z",
			"2015-01-01T00:60:00Z", "2015-01-01T00:00:60Z", "2015-01-01T00:00:00.Z", "2015-01-01T00:00:00ZZ",
			"2015-01-01T00:00:00Z+01:00", "2015-01-01T00:00:00+19:00", "2015-01-01T00:00:00+01:60",
			"2015-01-01T00:00:00+01:00 +02", "2015-01-01T00:00:00 CET", "Thu Jan 01 00:00:00 CET 2015",
			"2015-01-01T00:00:00+1", "2015-01-01T00:00:00 Europe/Berlin", "Fri Jan 01 00:00:00 UTC 2015",
			"Fri, 01 Jan 2015 00:00:00 GMT", "Mon Feb 30 00:00:00 UTC 2015", "Thursday, 01-Jan-15 00:00:00 GMT",
			"Do Jan 01 00:00:00 UTC 2015", "Thu, 01 M\u00e4r 2015 00:00:00 GMT", "0000-12-31T23:59:59Z",
			"0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "+10000-01-01T00:00:00Z",
			"2015-01-01T00:00:00Z\u0000", "2015-01-01T00:00:00Z x", "\u0662\u0660\u0661\u0665-01-01T00:00:00Z" })
	void whatIsNoTimeOrMayMeanTwoThings(String text) {
		assertThat(TimeForms.parse(text)).isNull();
	}

	@Test
	void timesOfPhpAreObjects() {
		assertThat(TimeForms
			.parse(JsonText.read(Json.of("{'date':'2015-01-01 00:00:00.000000','timezone_type':3,'timezone':'UTC'}"))))
			.isEqualTo(NEW_YEAR);
		assertThat(TimeForms.parse(JsonText
			.read(Json.of("{'date':'2015-01-01 01:00:00.000000','timezone_type':3,'timezone':'Europe/Berlin'}"))))
			.isEqualTo(NEW_YEAR);
		assertThat(TimeForms.parse(
				JsonText.read(Json.of("{'date':'2015-01-01 01:00:00.000000','timezone_type':1,'timezone':'+01:00'}"))))
			.isEqualTo(NEW_YEAR);
		for (String no : new String[] { "{}", "[]", "1420070400", Json.of("{'date':'2015-01-01','timezone':'UTC'}"),
				Json.of("{'date':'2015-01-01 00:00:00','timezone':'Mars'}"), Json.of("{'date':'2015-01-01 00:00:00'}"),
				Json.of("{'date':'2015-01-01 00:00:00Z','timezone':'UTC'}") }) {
			assertThat(TimeForms.parse(JsonText.read(no))).as(no).isNull();
		}
	}

	// The model is the language's own reader of its own form.
	@Test
	void everyInstantIsReadAsItIsPrinted() {
		Random random = new Random(9);
		for (int i = 0; i < 20_000; i++) {
			long millis = random.nextLong(Timestamps.MIN, Timestamps.MAX);
			Instant instant = Instant.ofEpochMilli(millis).plusNanos(random.nextInt(1_000_000));
			assertThat(TimeForms.parse(instant.toString())).isEqualTo(millis);
			assertThat(TimeForms.parse(instant.toString().replace('T', ' ').replace("Z", ""))).isEqualTo(millis);
		}
	}

	@Test
	@ResourceLock(Resources.LOCALE)
	@ResourceLock(Resources.TIME_ZONE)
	void neitherLocaleNorZoneOfTheServerMatter() {
		Locale locale = Locale.getDefault();
		TimeZone zone = TimeZone.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
			TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
			assertThat(TimeForms.parse("2015-01-01 00:00:00")).isEqualTo(NEW_YEAR);
			assertThat(TimeForms.parse("FRI, 02 JAN 2015 00:00:00 GMT")).isEqualTo(NEW_YEAR + 86_400_000);
			assertThat(Timestamps.format(Instant.ofEpochMilli(NEW_YEAR))).isEqualTo("2015-01-01T00:00:00.000Z");
		}
		finally {
			Locale.setDefault(locale);
			TimeZone.setDefault(zone);
		}
	}

}
