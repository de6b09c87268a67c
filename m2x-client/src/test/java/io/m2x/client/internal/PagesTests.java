package io.m2x.client.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import io.m2x.client.error.FailedResponse;
import io.m2x.client.error.M2xRateLimitException;
import io.m2x.client.error.M2xTransportException;
import io.m2x.client.model.Page;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final List<Integer> asked = new ArrayList<>();

	private Flux<Integer> all(int first, int total, int size) {
		return Pages.all("things.list", first, (number) -> Mono.fromSupplier(() -> {
			this.asked.add(number);
			int from = (number - 1) * size;
			List<Integer> items = IntStream.range(from, Math.max(from, Math.min(from + size, total))).boxed().toList();
			return new Page<>(items, total, (total + size - 1) / size, size, number);
		}));
	}

	@Test
	void allPagesAreRead() {
		assertThat(all(1, 25, 10).collectList().block(LIMIT)).hasSize(25).doesNotHaveDuplicates().isSorted();
		assertThat(this.asked).containsExactly(1, 2, 3);
	}

	@Test
	void emptyListIsAskedForOnce() {
		assertThat(all(1, 0, 10).collectList().block(LIMIT)).isEmpty();
		assertThat(this.asked).containsExactly(1);
	}

	@Test
	void walkBeginsWhereTold() {
		assertThat(all(3, 25, 10).collectList().block(LIMIT)).containsExactly(20, 21, 22, 23, 24);
		assertThat(this.asked).containsExactly(3);
	}

	@Test
	void nextPageIsAskedForOnDemandOnly() {
		StepVerifier.create(all(1, 100, 10), 5)
			.expectNextCount(5)
			.then(() -> assertThat(this.asked).containsExactly(1))
			.thenRequest(8)
			.expectNextCount(8)
			.then(() -> assertThat(this.asked).containsExactly(1, 2))
			.thenCancel()
			.verify(LIMIT);
	}

	@Test
	void nextPageIsNotAskedForBeforeAnItemOfItIs() {
		StepVerifier.create(all(1, 100, 10), 10)
			.expectNextCount(10)
			.then(() -> assertThat(this.asked).containsExactly(1))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(this.asked).containsExactly(1, 2))
			.thenCancel()
			.verify(LIMIT);
	}

	@Test
	void takingLessThanOnePageAsksForOnePage() {
		assertThat(all(1, 100, 10).take(10).collectList().block(LIMIT)).hasSize(10);
		assertThat(this.asked).containsExactly(1);
	}

	@Test
	void thousandsOfPagesDoNotOverflowTheStack() {
		assertThat(all(1, 20_000, 1).count().block(LIMIT)).isEqualTo(20_000);
	}

	@Test
	void samePageTwiceFailsTheListInsteadOfEndingIt() {
		Flux<Integer> items = Pages.all("things.list", 1, (number) -> {
			this.asked.add(number);
			return Mono.just(new Page<>(List.of(1, 2), 10, 5, 2, 1));
		});
		StepVerifier.create(items)
			.expectNext(1, 2)
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(M2xTransportException.class)
				.hasMessage("things.list failed: the server sent page 1 instead of page 2 (at page 2)"))
			.verify(LIMIT);
		assertThat(this.asked).containsExactly(1, 2);
	}

	@Test
	void emptyPageBeforeTheLastFailsTheListInsteadOfEndingIt() {
		for (int empty : new int[] { 1, 3 }) {
			Flux<Integer> items = Pages.all("things.list", 1, (number) -> Mono
				.just(new Page<>((number == empty) ? List.of() : List.of(number), 5, 5, 1, number)));
			StepVerifier.create(items)
				.expectNextCount(empty - 1)
				.expectErrorSatisfies(
						(failure) -> assertThat(failure).isInstanceOfSatisfying(M2xTransportException.class, (cut) -> {
							assertThat(cut).hasMessage(
									("things.list failed: page %d of 5 is empty; list again, as items are missing"
											+ " (at page %1$d)")
										.formatted(empty));
							assertThat(cut.page()).isEqualTo(empty);
						}))
				.verify(LIMIT);
		}
	}

	@Test
	void listThatShrinksDuringTheWalkEndsWhereItEndsNow() {
		Flux<Integer> items = Pages.all("things.list", 1, (number) -> Mono.just(
				(number == 1) ? new Page<>(List.of(1), 2, 2, 1, 1) : new Page<>(List.<Integer>of(), 1, 1, 1, number)));
		assertThat(items.collectList().block(LIMIT)).containsExactly(1);
	}

	@Test
	void failureKeepsItsTypeAndNamesThePage() {
		FailedResponse response = new FailedResponse(429, "Too Many Requests", null, Map.of(), Duration.ofSeconds(3),
				null);
		for (int failing : new int[] { 1, 3 }) {
			Flux<Integer> items = Pages.all("things.list", 1,
					(number) -> (number == failing) ? Mono.error(response.toException("things.list"))
							: Mono.just(new Page<>(List.of(1), 5, 5, 1, number)));
			StepVerifier.create(items)
				.expectNextCount(failing - 1)
				.expectErrorSatisfies((failure) -> assertThat(failure)
					.isInstanceOfSatisfying(M2xRateLimitException.class, (limit) -> {
						assertThat(limit)
							.hasMessage("things.list failed: HTTP 429, Too Many Requests (at page " + failing + ")");
						assertThat(limit.page()).isEqualTo(failing);
						assertThat(limit.status()).isEqualTo(429);
						assertThat(limit.operation()).isEqualTo("things.list");
						assertThat(limit.retryAfter()).hasSeconds(3);
					}))
				.verify(LIMIT);
		}
	}

	@Test
	void unusableResponseKeepsItsCauseAndNamesThePage() {
		IOException cause = new IOException("cut off");
		StepVerifier
			.create(Pages.all("things.list", 4,
					(number) -> Mono.error(new M2xTransportException("things.list", "the connection broke", cause))))
			.expectErrorSatisfies(
					(failure) -> assertThat(failure).isInstanceOfSatisfying(M2xTransportException.class, (broken) -> {
						assertThat(broken).hasMessage("things.list failed: the connection broke (at page 4)")
							.hasCause(cause);
						assertThat(broken.page()).isEqualTo(4);
					}))
			.verify(LIMIT);
	}

}
