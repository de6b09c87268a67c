package io.m2x.client.values;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.m2x.client.internal.M2xRequest;

/**
 * Selects values of a stream. Properties that are {@code null} do not restrict the
 * selection.
 *
 * <pre>{@code
 * ValuesQuery query = ValuesQuery.since(Instant.now().minus(Duration.ofHours(1))).withLimit(1000);
 * }</pre>
 *
 * @param start the earliest instant, included
 * @param end the latest instant, included
 * @param min the smallest value, included; for numeric streams only
 * @param max the largest value, included; for numeric streams only
 * @param limit the maximum number of values, the newest of the range; 100 by default
 * @since 0.1.0
 */
public record ValuesQuery(@Nullable Instant start, @Nullable Instant end, @Nullable Double min, @Nullable Double max,
		@Nullable Integer limit) {

	public ValuesQuery {
		Assert.isTrue(limit == null || limit >= 0, "'limit' must not be negative");
		Assert.isTrue(min == null || Double.isFinite(min), "'min' must be a finite number");
		Assert.isTrue(max == null || Double.isFinite(max), "'max' must be a finite number");
	}

	/**
	 * Select the newest values.
	 * @return the query
	 */
	public static ValuesQuery latest() {
		return new ValuesQuery(null, null, null, null, null);
	}

	/**
	 * Select the values of a range of time.
	 * @param start the earliest instant, included
	 * @param end the latest instant, included
	 * @return the query
	 */
	public static ValuesQuery between(Instant start, Instant end) {
		return new ValuesQuery(start, end, null, null, null);
	}

	/**
	 * Select the values since an instant.
	 * @param start the earliest instant, included
	 * @return the query
	 */
	public static ValuesQuery since(Instant start) {
		return new ValuesQuery(start, null, null, null, null);
	}

	/**
	 * Return a copy of this query for numbers within bounds.
	 * @param min the smallest value, included, or {@code null}
	 * @param max the largest value, included, or {@code null}
	 * @return the query
	 */
	public ValuesQuery withBounds(@Nullable Double min, @Nullable Double max) {
		return new ValuesQuery(this.start, this.end, min, max, this.limit);
	}

	/**
	 * Return a copy of this query with a limit.
	 * @param limit the maximum number of values
	 * @return the query
	 */
	public ValuesQuery withLimit(@Nullable Integer limit) {
		return new ValuesQuery(this.start, this.end, this.min, this.max, limit);
	}

	M2xRequest addTo(M2xRequest request) {
		return request.query("start", this.start)
			.query("end", this.end)
			.query("min", this.min)
			.query("max", this.max)
			.query("limit", this.limit);
	}

}
