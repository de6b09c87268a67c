package io.m2x.client.values;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.StreamValue;

/**
 * Value of a stream at an instant. A stream holds one value per millisecond: the one that
 * was written last.
 *
 * <pre>{@code
 * DataPoint point = DataPoint.of(Instant.parse("2026-05-01T12:00:00Z"), 21.5);
 * }</pre>
 *
 * @param timestamp the instant, within the years 1 to 9999 and sent in milliseconds, so
 * finer parts are dropped; {@code null} for the time of the write. M2X sends one with
 * each value.
 * @param value the value
 * @param location where the device was, only for writing, or {@code null}
 * @since 0.1.0
 */
public record DataPoint(@Nullable Instant timestamp, StreamValue value, @Nullable LocationUpdate location) {

	public DataPoint {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Create a number for the time at which it is written.
	 * @param value the number, neither NaN nor infinite
	 * @return the point
	 */
	public static DataPoint of(double value) {
		return new DataPoint(null, StreamValue.of(value), null);
	}

	/**
	 * Create a text for the time at which it is written.
	 * @param value the text
	 * @return the point
	 */
	public static DataPoint of(String value) {
		return new DataPoint(null, StreamValue.of(value), null);
	}

	/**
	 * Create a number for an instant.
	 * @param timestamp the instant
	 * @param value the number, neither NaN nor infinite
	 * @return the point
	 */
	public static DataPoint of(Instant timestamp, double value) {
		return new DataPoint(timestamp, StreamValue.of(value), null);
	}

	/**
	 * Create a text for an instant.
	 * @param timestamp the instant
	 * @param value the text
	 * @return the point
	 */
	public static DataPoint of(Instant timestamp, String value) {
		return new DataPoint(timestamp, StreamValue.of(value), null);
	}

	/**
	 * Read a point from a line of text: a value, or a time in ISO 8601 with a value after
	 * it, divided by a comma or blanks, as devices print them and as the server lists
	 * values in CSV. <pre>
	 * 21.5
	 * 2026-03-05T08:15:30.250Z,21.5
	 * 2026-03-05T09:15:30+01:00 open
	 * 2026-03-05T08:15:30Z,"21.5"
	 * </pre> A value in decimal notation is a number. Everything else is a text, and so
	 * is a value in quotes, within which quotes are doubled. Whitespace around the line
	 * and the value is ignored. A date alone or a valid timestamp alone is a text. Any
	 * other text that starts with a date and a time must be in quotes.
	 * @param line the line
	 * @return the point, for the time at which it is written if the line has no timestamp
	 * @throws IllegalArgumentException if the line is blank, or if it starts with a date
	 * and a digit after {@code T} or a blank, but not with a valid timestamp that is
	 * divided from a value: without an offset, without a value after the comma, or with
	 * another separator
	 */
	public static DataPoint parse(String line) {
		return PointText.parse(line);
	}

	DataPoint at(Instant instant) {
		return new DataPoint(instant, this.value, this.location);
	}

	// Whether writing it twice has the same effect as once. Without a timestamp the
	// server adds a new one, and each location becomes a waypoint.
	boolean replacesItself() {
		return this.timestamp != null && this.location == null;
	}

	// Reads a point. One without a value, as in a bucket that overflowed, becomes null.
	@JsonCreator
	static @Nullable DataPoint fromJson(@JsonProperty("timestamp") @Nullable Instant timestamp,
			@JsonProperty("value") @Nullable StreamValue value) {
		return (value != null) ? new DataPoint(timestamp, value, null) : null;
	}

}
