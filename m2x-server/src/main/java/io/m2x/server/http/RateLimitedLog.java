package io.m2x.server.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Logs what clients can cause as often as they like: in short lines without keys, and
 * only a few of each kind a minute.
 *
 * @since 0.1.0
 */
public final class RateLimitedLog {

	private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final int MAX_LENGTH = 200;

	/** Keys and tokens of files, complete or cut off, also in hexadecimal digits. */
	private static final Pattern SECRET = Pattern.compile("[0-9A-Fa-f]{12,}|(?<=/(?:keys|files)/)[^/\\s\"']+");

	private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]+");

	private final Log log;

	private final LongSupplier nanoTime;

	private final Map<Kind, Lines> lines = new EnumMap<>(Kind.class);

	/**
	 * Create a rate-limited log.
	 * @param log the log for its lines
	 */
	public RateLimitedLog(Log log) {
		this(log, System::nanoTime);
	}

	RateLimitedLog(Log log, LongSupplier nanoTime) {
		this.log = log;
		this.nanoTime = nanoTime;
		for (Kind kind : Kind.values()) {
			this.lines.put(kind, new Lines());
		}
	}

	/**
	 * Warn about a client, unless there was a warning of that kind in this minute.
	 * @param kind what the client did
	 * @param details further details, which may come from the client
	 */
	public void warn(Kind kind, @Nullable String details) {
		long suppressed = next(kind, 1);
		if (suppressed >= 0) {
			this.log.warn(line(kind, details, suppressed));
		}
	}

	/**
	 * Log an error of the server with its cause, but only a few a minute.
	 * @param text what failed; not for text from the client
	 * @param cause what went wrong
	 */
	public void error(String text, Throwable cause) {
		long suppressed = next(Kind.ERROR, Kind.MAX_ERRORS);
		if (suppressed >= 0) {
			this.log.error(text + suppressed(suppressed), cause);
		}
	}

	private long next(Kind kind, int max) {
		return this.lines.getOrDefault(kind, new Lines()).next(this.nanoTime.getAsLong(), max);
	}

	private static String line(Kind kind, @Nullable String details, long suppressed) {
		return kind.text + ((details != null) ? ": " + clean(details) : "") + suppressed(suppressed);
	}

	private static String suppressed(long count) {
		return (count > 0) ? " (and " + count + " more that were not logged)" : "";
	}

	/**
	 * Prepare a text from outside for a log.
	 * @param text the text
	 * @return the same, short, in one line and without keys
	 */
	public static String clean(String text) {
		// The cut may go through a key, whose beginning is masked all the same.
		String shorter = text.substring(0, Math.min(text.length(), 2 * MAX_LENGTH));
		String masked = SECRET.matcher(UNPRINTABLE.matcher(shorter).replaceAll(" ")).replaceAll("******");
		return (masked.length() > MAX_LENGTH) ? masked.substring(0, MAX_LENGTH) + "..." : masked;
	}

	/**
	 * The kinds of lines.
	 */
	public enum Kind {

		/** The request is not HTTP. */
		MALFORMED_REQUEST("A malformed request was rejected"),

		/** The connection broke or TLS failed. */
		BROKEN_CONNECTION("A connection failed"),

		/** There are too many connections. */
		TOO_MANY_CONNECTIONS("There are too many connections"),

		/** The client sends or reads too slowly. */
		SLOW_CLIENT("A connection was closed because the client was too slow"),

		/** The database can't be used for now. */
		DATABASE_FAILURE("A request was rejected because the database fails"),

		/** Requests come faster than their log can be stored. */
		REQUESTS_NOT_LOGGED("Requests are missing in the request log because they came too fast"),

		/** The server failed. */
		ERROR("Request failed");

		static final int MAX_ERRORS = 10;

		private final String text;

		Kind(String text) {
			this.text = text;
		}

	}

	/**
	 * Counts the lines of one kind in the current interval.
	 */
	private static final class Lines {

		private boolean started;

		private long start;

		private int logged;

		private long suppressed;

		// Return the number of lines suppressed since the last one, negative to suppress
		// this one.
		synchronized long next(long now, int max) {
			if (!this.started || now - this.start >= INTERVAL_NANOS) {
				this.started = true;
				this.start = now;
				this.logged = 0;
			}
			if (this.logged >= max) {
				this.suppressed++;
				return -1;
			}
			this.logged++;
			long before = this.suppressed;
			this.suppressed = 0;
			return before;
		}

	}

}
