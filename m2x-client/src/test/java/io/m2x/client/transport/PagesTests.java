package io.m2x.client.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import io.m2x.client.model.Page;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final List<Integer> asked = new ArrayList<>();

	private Flux<Integer> all(int first, int total, int size) {
		return Pages.all(first, (number) -> Mono.fromSupplier(() -> {
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
	void takingLessThanOnePageAsksForOnePage() {
		assertThat(all(1, 100, 10).take(10).collectList().block(LIMIT)).hasSize(10);
		assertThat(this.asked).containsExactly(1);
	}

	@Test
	void thousandsOfPagesDoNotOverflowTheStack() {
		assertThat(all(1, 20_000, 1).count().block(LIMIT)).isEqualTo(20_000);
	}

	@Test
	void repeatedPageEndsTheWalk() {
		Flux<Integer> items = Pages.all(1, (number) -> {
			this.asked.add(number);
			return Mono.just(new Page<>(List.of(1, 2), 10, 5, 2, 1));
		});
		assertThat(items.collectList().block(LIMIT)).containsExactly(1, 2);
		assertThat(this.asked).containsExactly(1, 2);
	}

}
