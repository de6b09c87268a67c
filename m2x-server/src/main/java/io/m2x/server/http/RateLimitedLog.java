package io.m2x.server.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * A log for what strangers can bring about as often as they like: short lines, few of
 * each kind, and no key in them.
 *
 * @since 0.1.0
 */
public final class RateLimitedLog {

	private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final int MAX_LENGTH = 200;

	/** Keys and tokens of files, be they cut off or shown in hexadecimal digits. */
	private static final Pattern SECRET = Pattern.compile("[0-9A-Fa-f]{12,}|(?<=/(?:keys|files)/)[^/\\s\"']+");

	private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]+");

	private final Log log;

	private final LongSupplier nanoTime;

	private final Map<Kind, Lines> lines = new EnumMap<>(Kind.class);

	/**
	 * Create a bounded log.
	 * @param log where its lines go
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
	 * Warn of what the other side did, unless that kind was told in this minute already.
	 * @param kind what it did
	 * @param details what more there is to say; it may come from the other side
	 */
	public void warn(Kind kind, @Nullable String details) {
		long suppressed = next(kind, 1);
		if (suppressed >= 0) {
			this.log.warn(line(kind, details, suppressed));
		}
	}

	/**
	 * Report a fault of our own with its cause, but not more than a few in a minute.
	 * @param text what was to be done; not for what came from the other side
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
		return (count > 0) ? " (and " + count + " more that were not told)" : "";
	}

	/**
	 * Make a text from outside fit for a log.
	 * @param text the text
	 * @return the same, short, in one line and without keys
	 */
	public static String clean(String text) {
		// What is cut off may cut a key in two, which is masked all the same.
		String shorter = text.substring(0, Math.min(text.length(), 2 * MAX_LENGTH));
		String masked = SECRET.matcher(UNPRINTABLE.matcher(shorter).replaceAll(" ")).replaceAll("******");
		return (masked.length() > MAX_LENGTH) ? masked.substring(0, MAX_LENGTH) + "..." : masked;
	}

	/**
	 * What is told.
	 */
	public enum Kind {

		/** What came is no HTTP. */
		MALFORMED_REQUEST("A malformed request was refused"),

		/** The connection broke or can't be secured. */
		BROKEN_CONNECTION("A connection failed"),

		/** There are too many connections. */
		TOO_MANY_CONNECTIONS("There are too many connections"),

		/** Something comes or goes too slowly. */
		SLOW_CLIENT("A connection was closed as the other side was too slow"),

		/** We failed. */
		ERROR("Request failed");

		static final int MAX_ERRORS = 10;

		private final String text;

		Kind(String text) {
			this.text = text;
		}

	}

	/**
	 * The lines of one kind in the present interval.
	 */
	private static final class Lines {

		private boolean started;

		private long start;

		private int logged;

		private long suppressed;

		// Return how many were not told since the last line, negative to keep silent.
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
