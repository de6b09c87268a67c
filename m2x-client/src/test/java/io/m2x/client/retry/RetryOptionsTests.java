package io.m2x.client.retry;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RetryOptionsTests {

	private static final RetryOptions OPTIONS = RetryOptions.defaults();

	@Test
	void defaultsAreAsDocumented() {
		assertThat(OPTIONS).isEqualTo(
				new RetryOptions(30, Duration.ofMillis(200), 2, 0.5, Duration.ofSeconds(5), Duration.ofSeconds(45)));
	}

	@Test
	void noneRetriesNothing() {
		assertThat(RetryOptions.none().maxRetries()).isZero();
	}

	@Test
	void eachWitherChangesItsValueAlone() {
		Duration time = Duration.ofSeconds(1);
		assertThat(OPTIONS.withMaxRetries(7)).isEqualTo(
				new RetryOptions(7, Duration.ofMillis(200), 2, 0.5, Duration.ofSeconds(5), Duration.ofSeconds(45)));
		assertThat(OPTIONS.withDelay(time))
			.isEqualTo(new RetryOptions(30, time, 2, 0.5, Duration.ofSeconds(5), Duration.ofSeconds(45)));
		assertThat(OPTIONS.withMultiplier(3)).isEqualTo(
				new RetryOptions(30, Duration.ofMillis(200), 3, 0.5, Duration.ofSeconds(5), Duration.ofSeconds(45)));
		assertThat(OPTIONS.withJitter(0.25)).isEqualTo(
				new RetryOptions(30, Duration.ofMillis(200), 2, 0.25, Duration.ofSeconds(5), Duration.ofSeconds(45)));
		assertThat(OPTIONS.withMaxDelay(time))
			.isEqualTo(new RetryOptions(30, Duration.ofMillis(200), 2, 0.5, time, Duration.ofSeconds(45)));
		assertThat(OPTIONS.withTimeout(time))
			.isEqualTo(new RetryOptions(30, Duration.ofMillis(200), 2, 0.5, Duration.ofSeconds(5), time));
	}

	@Test
	void boundsThemselvesAreAllowed() {
		assertThat(new RetryOptions(0, Duration.ZERO, 1, 0, Duration.ZERO, Duration.ZERO).maxDelay()).isZero();
		assertThat(OPTIONS.withJitter(1).withMultiplier(100).multiplier()).isEqualTo(100);
	}

	@Test
	void numberOfRetriesMustNotBeNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withMaxRetries(-1))
			.withMessageContaining("number of retries");
	}

	@Test
	void timesMustNotBeNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withDelay(Duration.ofNanos(-1)))
			.withMessageContaining("delay");
		assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withTimeout(Duration.ofNanos(-1)))
			.withMessageContaining("timeout");
	}

	@Test
	void longestWaitMustNotBeShorterThanTheFirst() {
		assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withMaxDelay(Duration.ofMillis(199)))
			.withMessageContaining("maximum delay");
		assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withDelay(Duration.ofSeconds(6)))
			.withMessageContaining("maximum delay");
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.99, 100.01, -2, Double.NaN, Double.POSITIVE_INFINITY })
	void multiplierMustLetTheWaitGrowWithinReason(double multiplier) {
		assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withMultiplier(multiplier))
			.withMessageContaining("multiplier");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.01, 1.01, Double.NaN })
	void jitterMustBeAShare(double jitter) {
		assertThatIllegalArgumentException().isThrownBy(() -> OPTIONS.withJitter(jitter))
			.withMessageContaining("jitter");
	}

}
