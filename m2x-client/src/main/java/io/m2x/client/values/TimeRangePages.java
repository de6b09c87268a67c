package io.m2x.client.values;

import java.time.Duration;
import java.util.function.Function;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.error.ConnectionProblem;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.internal.Pages;
import io.m2x.client.internal.WireTime;
import io.m2x.client.model.SortDirection;

/**
 * Reads all items of a time range in several requests. Lists of values have no pages. As
 * there is one item per millisecond, the next request continues after the last item.
 *
 * @param <T> the type of the items, which have a timestamp
 */
final class TimeRangePages<T> {

	private static final Duration TICK = Duration.ofMillis(1);

	private final String operation;

	private final SortDirection direction;

	private final BiFunction<@Nullable Instant, @Nullable Instant, Mono<List<T>>> fetch;

	private final Function<T, @Nullable Instant> timeOf;

	/**
	 * Create the pages.
	 * @param operation the name of the operation, for failures
	 * @param direction the order of the items
	 * @param fetch fetches the first items of a range, in that order
	 * @param timeOf returns the timestamp of an item
	 */
	TimeRangePages(String operation, SortDirection direction,
			BiFunction<@Nullable Instant, @Nullable Instant, Mono<List<T>>> fetch,
			Function<T, @Nullable Instant> timeOf) {
		this.operation = operation;
		this.direction = direction;
		this.fetch = fetch;
		this.timeOf = timeOf;
	}

	// A page may be truncated because of its size in bytes, so only an empty one is the
	// last.
	Flux<T> all(@Nullable Instant start, @Nullable Instant end) {
		return Pages.items(step(new Range(cut(start), cut(end))).expand(this::next), Step::items);
	}

	private Flux<Step<T>> next(Step<T> last) {
		// Without prefetch the next page is fetched only on demand.
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
						"the server sent items out of the requested range or order", null);
			}
			rest = (this.direction == SortDirection.ASC) ? Range.of(time.plus(TICK), range.end())
					: Range.of(range.start(), time.minus(TICK));
		}
		return items.isEmpty() ? null : rest;
	}

	// A server that always sends the same items would make the list endless. The other
	// bound is not checked: the last bucket of a sampling starts before the range.
	private boolean isPassed(Range rest, Instant time) {
		return (this.direction == SortDirection.ASC) ? rest.start() != null && time.isBefore(rest.start())
				: rest.end() != null && time.isAfter(rest.end());
	}

	private static @Nullable Instant cut(@Nullable Instant instant) {
		return (instant != null) ? instant.truncatedTo(ChronoUnit.MILLIS) : null;
	}

	/**
	 * Range that is not read yet.
	 *
	 * @param start the earliest instant, included
	 * @param end the latest instant, included
	 */
	private record Range(@Nullable Instant start, @Nullable Instant end) {

		// Returns the range, or null if it is empty.
		static @Nullable Range of(@Nullable Instant start, @Nullable Instant end) {
			boolean empty = (start != null && start.isAfter((end != null) ? end : WireTime.MAX))
					|| (end != null && end.isBefore((start != null) ? start : WireTime.MIN));
			return empty ? null : new Range(start, end);
		}

	}

	/**
	 * Page and the range after it.
	 *
	 * @param <T> the type of the items
	 * @param items the page
	 * @param rest the range that is not read yet, or {@code null} for none
	 */
	private record Step<T>(List<T> items, @Nullable Range rest) {

	}

}
