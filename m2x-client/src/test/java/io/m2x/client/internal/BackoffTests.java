package io.m2x.client.internal;

import java.time.Duration;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.m2x.client.retry.RetryOptions;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private static long[] waits(RetryOptions options, double chance, long count) {
		Backoff backoff = new Backoff(options, () -> chance);
		return LongStream.rangeClosed(1, count).map((retry) -> backoff.delay(retry).toMillis()).toArray();
	}

	@Test
	void waitGrowsUpToTheLongest() {
		assertThat(waits(RetryOptions.defaults(), 0, 8)).containsExactly(200, 400, 800, 1600, 3200, 5000, 5000, 5000);
		assertThat(waits(RetryOptions.defaults().withMultiplier(1), 0, 3)).containsExactly(200, 200, 200);
	}

	@Test
	void chanceLeavesOutUpToHalfOfTheWait() {
		assertThat(waits(RetryOptions.defaults(), 0.75, 3)).containsExactly(125, 250, 500);
		assertThat(waits(RetryOptions.defaults(), 1, 3)).containsExactly(100, 200, 400);
	}

	@Test
	void jitterBoundsWhatChanceLeavesOut() {
		assertThat(waits(RetryOptions.defaults().withJitter(1), 1, 3)).containsExactly(0, 0, 0);
		assertThat(waits(RetryOptions.defaults().withJitter(0), 1, 3)).containsExactly(200, 400, 800);
	}

	@Test
	void chanceAppliesToTheLongestWaitToo() {
		assertThat(waits(RetryOptions.defaults(), 0.5, 7)[6]).isEqualTo(3750);
	}

	@Test
	void hugeNumbersDoNotOverflow() {
		RetryOptions options = RetryOptions.defaults()
			.withMaxDelay(Duration.ofSeconds(Long.MAX_VALUE))
			.withDelay(Duration.ofDays(100_000))
			.withMultiplier(100);
		Backoff backoff = new Backoff(options, () -> 0);
		assertThat(backoff.delay(1_000_000)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
	}

}
