package io.m2x.client.values;

import java.time.Duration;
import java.util.function.Function;
import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
 * @param last the length of the range before the subscription to a call, by the clock of
 * the client; can't be combined with {@code start} or {@code end}
 * @since 0.1.0
 */
public record ValuesQuery(@Nullable Instant start, @Nullable Instant end, @Nullable Double min, @Nullable Double max,
		@Nullable Integer limit, @Nullable Duration last) {

	public ValuesQuery {
		LastDuration.check(last, start, end);
		Assert.isTrue(limit == null || limit >= 0, "'limit' must not be negative");
		Assert.isTrue(min == null || Double.isFinite(min), "'min' must be a finite number");
		Assert.isTrue(max == null || Double.isFinite(max), "'max' must be a finite number");
	}

	/**
	 * Select the newest values.
	 * @return the query
	 */
	public static ValuesQuery latest() {
		return new ValuesQuery(null, null, null, null, null, null);
	}

	/**
	 * Select the values of a range of time.
	 * @param start the earliest instant, included
	 * @param end the latest instant, included
	 * @return the query
	 */
	public static ValuesQuery between(Instant start, Instant end) {
		return new ValuesQuery(start, end, null, null, null, null);
	}

	/**
	 * Select the values since an instant.
	 * @param start the earliest instant, included
	 * @return the query
	 */
	public static ValuesQuery since(Instant start) {
		return new ValuesQuery(start, null, null, null, null, null);
	}

	/**
	 * Select the values of the last minutes, hours or days.
	 * <p>
	 * The range starts anew with each subscription to a call, by the clock of the client.
	 * So a query can be a constant, and a call can be subscribed to again. The range has
	 * no end: it includes values with a timestamp in the future.
	 * @param duration how far to go back, more than zero
	 * @return the query
	 */
	public static ValuesQuery last(Duration duration) {
		return new ValuesQuery(null, null, null, null, null, duration);
	}

	/**
	 * Return a copy of this query for numbers within bounds.
	 * @param min the smallest value, included, or {@code null}
	 * @param max the largest value, included, or {@code null}
	 * @return the query
	 */
	public ValuesQuery withBounds(@Nullable Double min, @Nullable Double max) {
		return new ValuesQuery(this.start, this.end, min, max, this.limit, this.last);
	}

	/**
	 * Return a copy of this query with a limit.
	 * @param limit the maximum number of values
	 * @return the query
	 */
	public ValuesQuery withLimit(@Nullable Integer limit) {
		return new ValuesQuery(this.start, this.end, this.min, this.max, limit, this.last);
	}

	// Resolve the last hour and the like at each subscription, and all else at once.
	<T> Mono<T> one(Function<ValuesQuery, Mono<T>> call) {
		return (this.last != null) ? Mono.defer(() -> call.apply(resolved(this.last))) : call.apply(this);
	}

	<T> Flux<T> many(Function<ValuesQuery, Flux<T>> call) {
		return (this.last != null) ? Flux.defer(() -> call.apply(resolved(this.last))) : call.apply(this);
	}

	private ValuesQuery resolved(Duration last) {
		return new ValuesQuery(LastDuration.start(last), null, this.min, this.max, this.limit, null);
	}

	M2xRequest addTo(M2xRequest request) {
		return request.query("start", this.start)
			.query("end", this.end)
			.query("min", this.min)
			.query("max", this.max)
			.query("limit", this.limit);
	}

}
