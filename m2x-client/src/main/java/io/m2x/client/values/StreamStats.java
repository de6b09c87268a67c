package io.m2x.client.values;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a numeric stream over a range of time.
 *
 * @param start the start of the range, or {@code null} if none was requested
 * @param end the end of the range, by default the time of the call
 * @param count how many values there are
 * @param min the smallest value, or {@code null} without any
 * @param max the largest value, or {@code null} without any
 * @param avg the arithmetic mean, or {@code null} without any
 * @param stddev the population standard deviation, to six decimals, or {@code null}
 * without any
 * @since 0.1.0
 */
public record StreamStats(@Nullable Instant start, @Nullable Instant end, long count, @Nullable Double min,
		@Nullable Double max, @Nullable Double avg, @Nullable Double stddev) {

	@JsonCreator
	static StreamStats fromJson(@JsonProperty("start") @Nullable Instant start,
			@JsonProperty("end") @Nullable Instant end, @JsonProperty("stats") @Nullable Figures stats) {
		Figures figures = (stats != null) ? stats : new Figures(0, null, null, null, null);
		return new StreamStats(start, end, Math.round(figures.count), figures.min, figures.max, figures.avg,
				figures.stddev);
	}

	/**
	 * The figures in their JSON form, where the count is a floating-point number.
	 *
	 * @param count how many values there are
	 * @param min the smallest value
	 * @param max the largest value
	 * @param avg the arithmetic mean
	 * @param stddev the standard deviation
	 */
	record Figures(double count, @Nullable Double min, @Nullable Double max, @Nullable Double avg,
			@Nullable Double stddev) {

	}

}
