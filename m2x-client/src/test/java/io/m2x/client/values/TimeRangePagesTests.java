package io.m2x.client.values;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import io.m2x.client.error.M2xTransportException;
import io.m2x.client.internal.WireTime;
import io.m2x.client.model.SortDirection;

import static org.assertj.core.api.Assertions.assertThat;

class TimeRangePagesTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Instant T0 = Instant.parse("2026-03-05T08:15:30.250Z");

	private final NavigableSet<Instant> stored = new TreeSet<>();

	private final List<String> asked = new ArrayList<>();

	private int size = 10;

	private void store(long count) {
		LongStream.range(0, count).forEach((i) -> this.stored.add(T0.plusMillis(i)));
	}

	private Mono<List<Instant>> fetch(SortDirection direction, @Nullable Instant start, @Nullable Instant end) {
		return Mono.fromSupplier(() -> {
			this.asked.add(start + "/" + end);
			if (start != null && end != null && start.isAfter(end)) {
				return List.of();
			}
			NavigableSet<Instant> range = this.stored.subSet((start != null) ? start : Instant.MIN, true,
					(end != null) ? end : Instant.MAX, true);
			return ((direction == SortDirection.ASC) ? range : range.descendingSet()).stream()
				.limit(this.size)
				.toList();
		});
	}

	private Flux<Instant> walk(SortDirection direction, @Nullable Instant start, @Nullable Instant end) {
		return new TimeRangePages<Instant>("values.list", direction, (from, to) -> fetch(direction, from, to),
				(instant) -> instant)
			.all(start, end);
	}

	private List<Instant> all(SortDirection direction, @Nullable Instant start, @Nullable Instant end) {
		return walk(direction, start, end).collectList().block(LIMIT);
	}

	@ParameterizedTest
	@EnumSource
	void everythingIsReadOnceInOrder(SortDirection direction) {
		store(95);
		NavigableSet<Instant> expected = (direction == SortDirection.ASC) ? this.stored : this.stored.descendingSet();
		assertThat(all(direction, null, null)).containsExactlyElementsOf(expected);
		assertThat(this.asked).hasSize(11);
	}

	@ParameterizedTest
	@EnumSource
	void rangeIsKeptWithBothEnds(SortDirection direction) {
		store(95);
		assertThat(all(direction, T0.plusMillis(5).plusNanos(999_999), T0.plusMillis(30))).hasSize(26)
			.contains(T0.plusMillis(5), T0.plusMillis(30));
		assertThat(all(direction, T0.plusMillis(7), T0.plusMillis(7))).containsExactly(T0.plusMillis(7));
		assertThat(all(direction, T0.plusMillis(30), T0.plusMillis(5))).isEmpty();
	}

	@Test
	void rangeThatIsReadToItsEndIsNotAskedForAgain() {
		store(10);
		assertThat(all(SortDirection.DESC, T0, null)).hasSize(10);
		assertThat(all(SortDirection.ASC, null, T0.plusMillis(9))).hasSize(10);
		assertThat(this.asked).hasSize(2);
	}

	@Test
	void pageThatIsShortForItsLengthIsNotTheLast() {
		store(25);
		List<Instant> read = new TimeRangePages<Instant>("values.list", SortDirection.DESC,
				(from, to) -> fetch(SortDirection.DESC, from, to)
					.map((items) -> items.subList(0, Math.min(3, items.size()))),
				(instant) -> instant)
			.all(null, null)
			.collectList()
			.block(LIMIT);
		assertThat(read).hasSize(25);
	}

	@ParameterizedTest
	@EnumSource
	void nextPartIsFetchedOnDemandOnly(SortDirection direction) {
		store(100);
		StepVerifier.create(walk(direction, null, null), 5)
			.expectNextCount(5)
			.then(() -> assertThat(this.asked).hasSize(1))
			.thenRequest(8)
			.expectNextCount(8)
			.then(() -> assertThat(this.asked).hasSize(2))
			.thenCancel()
			.verify(LIMIT);
	}

	@Test
	void thousandsOfPartsDoNotOverflowTheStack() {
		store(20_000);
		this.size = 1;
		assertThat(walk(SortDirection.ASC, null, null).count().block(LIMIT)).isEqualTo(20_000);
	}

	@Test
	void walkFromTheOldestFindsWhatIsWrittenMeanwhile() {
		store(10);
		StepVerifier.create(walk(SortDirection.ASC, null, null), 0)
			.thenRequest(9)
			.expectNextCount(9)
			.then(() -> this.stored.add(T0.plusSeconds(1)))
			.thenRequest(10)
			.expectNext(T0.plusMillis(9))
			.expectNext(T0.plusSeconds(1))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void firstAndLastInstantOfTheWireEndTheWalk() {
		this.stored.addAll(List.of(WireTime.MIN, WireTime.MAX));
		this.size = 1;
		assertThat(all(SortDirection.DESC, null, null)).containsExactly(WireTime.MAX, WireTime.MIN);
		assertThat(all(SortDirection.ASC, null, null)).containsExactly(WireTime.MIN, WireTime.MAX);
		assertThat(this.asked).hasSize(4);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void serverThatIgnoresTheRangeOrTheOrderFailsTheWalk(boolean order) {
		List<Instant> page = order ? List.of(T0, T0.plusMillis(1)) : List.of(T0.plusMillis(1), T0);
		Flux<Instant> walk = new TimeRangePages<Instant>("values.list", SortDirection.DESC,
				(from, to) -> Mono.just(page), (instant) -> instant)
			.all(null, null);
		StepVerifier.create(walk)
			.expectNextCount(order ? 0 : 2)
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(M2xTransportException.class)
				.hasMessage("values.list failed: the server sent items out of the requested range or order"))
			.verify(LIMIT);
	}

}
