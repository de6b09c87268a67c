package io.m2x.client.values;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.error.M2xTransportException;
import io.m2x.client.internal.Pages;
import io.m2x.client.internal.WireTime;
import io.m2x.client.model.SortDirection;

/**
 * Walks through a range of time. Lists of values have no pages; but as a stream has one
 * value per millisecond, and a row stands for one, the next request can go on exactly
 * beyond the last one that was read.
 *
 * @param <T> what is read: something with a time
 */
final class ValueWalk<T> {

	private static final Duration TICK = Duration.ofMillis(1);

	private final String operation;

	private final SortDirection direction;

	private final BiFunction<@Nullable Instant, @Nullable Instant, Mono<List<T>>> fetch;

	private final Function<T, @Nullable Instant> timeOf;

	/**
	 * Prepare a walk.
	 * @param operation the name of the operation, for failures
	 * @param direction where to begin
	 * @param fetch gets what the beginning of a range holds, in the order of the
	 * direction
	 * @param timeOf tells the time
	 */
	ValueWalk(String operation, SortDirection direction,
			BiFunction<@Nullable Instant, @Nullable Instant, Mono<List<T>>> fetch,
			Function<T, @Nullable Instant> timeOf) {
		this.operation = operation;
		this.direction = direction;
		this.fetch = fetch;
		this.timeOf = timeOf;
	}

	// A short page may have been cut for its length in bytes, so only an empty one is the
	// last.
	Flux<T> through(@Nullable Instant start, @Nullable Instant end) {
		return Pages.items(step(new Range(cut(start), cut(end))).expand(this::next), Step::items);
	}

	private Flux<Step<T>> next(Step<T> last) {
		// Without prefetch the source is asked, and the page fetched, only on demand.
		return (last.rest() == null) ? Flux.empty() : Flux.just(last.rest()).hide().concatMap(this::step, 0);
	}

	private Mono<Step<T>> step(Range range) {
		return this.fetch.apply(range.start(), range.end()).map((items) -> new Step<>(items, rest(range, items)));
	}

	private @Nullable Range rest(Range range, List<T> items) {
		Range rest = range;
		for (T item : items) {
			Instant time = this.timeOf.apply(item);
			if (rest == null || time == null || isPassed(rest, time)) {
				throw new M2xTransportException(this.operation,
						"the server did not list what was asked for in the order of time", null);
			}
			rest = (this.direction == SortDirection.ASC) ? Range.of(time.plus(TICK), range.end())
					: Range.of(range.start(), time.minus(TICK));
		}
		return items.isEmpty() ? null : rest;
	}

	// Without this a server that gives the same again and again would never let the walk
	// end. The other side is not looked at: the last bucket of a sampling begins before
	// the range.
	private boolean isPassed(Range rest, Instant time) {
		return (this.direction == SortDirection.ASC) ? rest.start() != null && time.isBefore(rest.start())
				: rest.end() != null && time.isAfter(rest.end());
	}

	private static @Nullable Instant cut(@Nullable Instant instant) {
		return (instant != null) ? instant.truncatedTo(ChronoUnit.MILLIS) : null;
	}

	/**
	 * What is still to be read.
	 *
	 * @param start the earliest instant, included
	 * @param end the latest instant, included
	 */
	private record Range(@Nullable Instant start, @Nullable Instant end) {

		// Return the range, or null if there is nothing in it.
		static @Nullable Range of(@Nullable Instant start, @Nullable Instant end) {
			boolean empty = (start != null && start.isAfter((end != null) ? end : WireTime.MAX))
					|| (end != null && end.isBefore((start != null) ? start : WireTime.MIN));
			return empty ? null : new Range(start, end);
		}

	}

	/**
	 * One page and what is left after it.
	 *
	 * @param <T> what is read
	 * @param items the page
	 * @param rest what is still to be read, or {@code null} for nothing
	 */
	private record Step<T>(List<T> items, @Nullable Range rest) {

	}

}
