package io.m2x.client.values;

import java.time.Duration;
import java.util.function.Function;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.m2x.client.model.ValueCondition;

/**
 * Selects values of several streams of a device by conditions at the same instant. A row
 * matches if each stream with a condition has a value at that instant that meets it.
 *
 * <pre>{@code
 * ValuesSearch search = ValuesSearch.of("temperature", "humidity")
 *     .where("temperature", ValueCondition.greaterThan(30));
 * }</pre>
 *
 * @param streams the names of the streams whose values are returned; empty for all
 * @param conditions the conditions by name of the stream, which need not be among the
 * returned ones
 * @param start the earliest instant, included, or {@code null}
 * @param end the latest instant, included, or {@code null}
 * @param limit the maximum number of rows, the newest ones; {@code null} for 100
 * @param get whether to send a GET with a body instead of a POST, for keys without the
 * permission to POST
 * @param last the length of the range before the subscription to a call, by the clock of
 * the client; can't be combined with {@code start} or {@code end}
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ValuesSearch(List<String> streams, Map<String, ValueCondition> conditions, @Nullable Instant start,
		@Nullable Instant end, @Nullable Integer limit, @JsonIgnore boolean get, @JsonIgnore @Nullable Duration last) {

	public ValuesSearch {
		LastDuration.check(last, start, end);
		Assert.isTrue(limit == null || limit >= 0, "'limit' must not be negative");
		streams = List.copyOf(streams);
		conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
	}

	/**
	 * Search for the newest values of streams.
	 * @param streams the names of the streams; none for all
	 * @return the search
	 */
	public static ValuesSearch of(String... streams) {
		return new ValuesSearch(Arrays.asList(streams), Map.of(), null, null, null, false, null);
	}

	/**
	 * Return a copy of this search with another condition.
	 * @param stream the name of the stream
	 * @param condition the condition for its value, replacing an earlier one for the
	 * stream
	 * @return the search
	 */
	public ValuesSearch where(String stream, ValueCondition condition) {
		Map<String, ValueCondition> extended = new LinkedHashMap<>(this.conditions);
		extended.put(stream, condition);
		return new ValuesSearch(this.streams, extended, this.start, this.end, this.limit, this.get, this.last);
	}

	/**
	 * Return a copy of this search for a range of time.
	 * @param start the earliest instant, included, or {@code null}
	 * @param end the latest instant, included, or {@code null}
	 * @return the search
	 */
	public ValuesSearch between(@Nullable Instant start, @Nullable Instant end) {
		return new ValuesSearch(this.streams, this.conditions, start, end, this.limit, this.get, null);
	}

	/**
	 * Return a copy of this search for the last minutes, hours or days. The range starts
	 * anew with each subscription to a call, by the clock of the client.
	 * @param duration how far to go back, more than zero
	 * @return the search
	 */
	public ValuesSearch last(Duration duration) {
		return new ValuesSearch(this.streams, this.conditions, null, null, this.limit, this.get, duration);
	}

	/**
	 * Return a copy of this search with a limit.
	 * @param limit the maximum number of rows
	 * @return the search
	 */
	public ValuesSearch withLimit(@Nullable Integer limit) {
		return new ValuesSearch(this.streams, this.conditions, this.start, this.end, limit, this.get, this.last);
	}

	/**
	 * Return a copy of this search that is sent as a GET, for keys without the permission
	 * to POST. Some proxies drop the body of a GET, and with it the conditions.
	 * @return the search
	 */
	public ValuesSearch asGet() {
		return new ValuesSearch(this.streams, this.conditions, this.start, this.end, this.limit, true, this.last);
	}

	<T> Mono<T> one(Function<ValuesSearch, Mono<T>> call) {
		return (this.last != null) ? Mono.defer(() -> call.apply(between(LastDuration.start(this.last), null)))
				: call.apply(this);
	}

	<T> Flux<T> many(Function<ValuesSearch, Flux<T>> call) {
		return (this.last != null) ? Flux.defer(() -> call.apply(between(LastDuration.start(this.last), null)))
				: call.apply(this);
	}

}
