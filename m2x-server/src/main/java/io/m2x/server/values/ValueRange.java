package io.m2x.server.values;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.streams.DataStream;
import io.m2x.server.summaries.TimeRange;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Timestamps;
import io.m2x.server.web.Validation;

/**
 * Selects values of a stream by time; both ends are included. Devices may have clocks
 * that run ahead, so without an end there is no upper limit: values with a time still to
 * come are listed, counted and sampled too.
 *
 * @param start the earliest time, milliseconds since 1970, {@code null} for no limit
 * @param end the latest time, milliseconds since 1970, {@code null} for no limit
 * @param min the smallest value, {@code null} for no limit
 * @param max the greatest value, {@code null} for no limit
 * @param conditions what must hold at the time of a value
 */
record ValueRange(@Nullable Long start, @Nullable Long end, @Nullable Double min, @Nullable Double max,
		ValueConditions conditions) {

	ValueRange(@Nullable Long start, @Nullable Long end, @Nullable Double min, @Nullable Double max) {
		this(start, end, min, max, ValueConditions.NONE);
	}

	static ValueRange read(Fields fields) {
		return new ValueRange(fields.time("start"), fields.time("end"), fields.number("min"), fields.number("max"));
	}

	// Note that limits for values make no sense for a stream of text.
	void rejectLimits(DataStream stream, Fields fields) {
		if (!stream.numeric() && this.min != null) {
			fields.reject("min", Validation.NOT_VALID);
		}
		if (!stream.numeric() && this.max != null) {
			fields.reject("max", Validation.NOT_VALID);
		}
	}

	ValueRange between(long newStart, @Nullable Long newEnd) {
		return new ValueRange(newStart, newEnd, this.min, this.max, this.conditions);
	}

	long startOrMin() {
		return (this.start != null) ? this.start : Timestamps.MIN;
	}

	long endOrMax() {
		return (this.end != null) ? this.end : Timestamps.MAX;
	}

	// Return the end to tell: that of the range or, if it is open, the time of the
	// request, unless something lies later.
	Instant end(Instant now, @Nullable Long newest) {
		if (this.end != null) {
			return Instant.ofEpochMilli(this.end);
		}
		long latest = Math.max((newest != null) ? newest : Timestamps.MIN, startOrMin());
		return (latest > now.toEpochMilli()) ? Instant.ofEpochMilli(latest) : now;
	}

	// Return the time alone.
	TimeRange time() {
		return new TimeRange(startOrMin(), endOrMax());
	}

	Bounds bounds() {
		return new Bounds(this.min, this.max);
	}

	// Return the stream whose values must be within bounds, if there is one.
	@Nullable BoundStream boundStream(DataStream stream) {
		return bounds().exist() ? new BoundStream(stream.row(), bounds()) : this.conditions.boundStream();
	}

	// Return what must hold but for the stream and the time.
	String condition(DataStream stream) {
		return ((this.min != null) ? " AND num >= :min" : "") + ((this.max != null) ? " AND num <= :max" : "")
				+ this.conditions.sql(stream);
	}

	JdbcClient.StatementSpec apply(JdbcClient.StatementSpec statement) {
		if (this.min != null) {
			statement.param("min", this.min);
		}
		if (this.max != null) {
			statement.param("max", this.max);
		}
		this.conditions.apply(statement);
		return statement;
	}

	/**
	 * A stream of which only values of a certain size matter.
	 *
	 * @param row the row of the stream
	 * @param bounds the size
	 */
	record BoundStream(long row, Bounds bounds) {

	}

}
