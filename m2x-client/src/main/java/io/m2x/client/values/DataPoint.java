package io.m2x.client.values;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.locations.LocationUpdate;
import io.m2x.client.model.StreamValue;

/**
 * Value of a stream at an instant.
 * <p>
 * A stream holds one value per millisecond: the last one written for it.
 *
 * @param timestamp the instant, to the millisecond, further digits are cut; {@code null}
 * only when writing, for now
 * @param value the value
 * @param location where the device was, only when writing, or {@code null}
 * @since 0.1.0
 */
public record DataPoint(@Nullable Instant timestamp, StreamValue value, @Nullable LocationUpdate location) {

	public DataPoint {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return a number for the time of its writing.
	 * @param value the number, neither NaN nor infinite
	 * @return the point
	 */
	public static DataPoint of(double value) {
		return new DataPoint(null, StreamValue.of(value), null);
	}

	/**
	 * Return a text for the time of its writing.
	 * @param value the text
	 * @return the point
	 */
	public static DataPoint of(String value) {
		return new DataPoint(null, StreamValue.of(value), null);
	}

	/**
	 * Return a number for an instant.
	 * @param timestamp the instant
	 * @param value the number, neither NaN nor infinite
	 * @return the point
	 */
	public static DataPoint of(Instant timestamp, double value) {
		return new DataPoint(timestamp, StreamValue.of(value), null);
	}

	/**
	 * Return a text for an instant.
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
	 * </pre> A value in decimal notation is a number; everything else is a text, and so
	 * is what stands in quotes, where a quote within is doubled. Blanks around the line
	 * and the value are left out.
	 * @param line the line
	 * @return the point, for the time of its writing if the line has none
	 * @throws IllegalArgumentException if there is no value, or if the line begins with a
	 * date but its time can't be read
	 */
	public static DataPoint parse(String line) {
		return PointText.parse(line);
	}

	DataPoint at(Instant instant) {
		return new DataPoint(instant, this.value, this.location);
	}

	// Whether it does no more when it arrives twice: the time of arrival differs, and
	// each location becomes a waypoint.
	boolean replacesItself() {
		return this.timestamp != null && this.location == null;
	}

	// Reads a point; one without a value, as of a bucket that overflowed, is none.
	@JsonCreator
	static @Nullable DataPoint fromJson(@JsonProperty("timestamp") @Nullable Instant timestamp,
			@JsonProperty("value") @Nullable StreamValue value) {
		return (value != null) ? new DataPoint(timestamp, value, null) : null;
	}

}
