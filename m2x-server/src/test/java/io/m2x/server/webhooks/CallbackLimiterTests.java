package io.m2x.server.webhooks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackLimiterTests {

	private final CallbackLimiter limiter = new CallbackLimiter();

	private int acquireAll(String host) {
		int acquired = 0;
		while (acquired <= CallbackLimiter.TOTAL && this.limiter.tryAcquire(host)) {
			acquired++;
		}
		return acquired;
	}

	@Test
	void oneHostGetsItsShareOnly() {
		assertThat(acquireAll("a")).isEqualTo(CallbackLimiter.PER_HOST);
		assertThat(acquireAll("b")).isEqualTo(CallbackLimiter.PER_HOST);
		this.limiter.release("a", true);
		assertThat(acquireAll("a")).isEqualTo(1);
	}

	@Test
	void hostThatFailsGetsLessUntilItSucceeds() {
		assertThat(this.limiter.tryAcquire("a")).isTrue();
		this.limiter.release("a", false);
		assertThat(this.limiter.isFailing("a")).isTrue();
		assertThat(acquireAll("a")).isEqualTo(CallbackLimiter.PER_FAILING_HOST);
		this.limiter.release("a", true);
		assertThat(this.limiter.isFailing("a")).isFalse();
		assertThat(acquireAll("a")).isEqualTo(CallbackLimiter.PER_HOST - 1);
	}

	@Test
	void allHostsTogetherHaveALimit() {
		int acquired = 0;
		for (int host = 0; host < 2 * CallbackLimiter.TOTAL; host++) {
			acquired += this.limiter.tryAcquire("host" + host) ? 1 : 0;
		}
		assertThat(acquired).isEqualTo(CallbackLimiter.TOTAL);
		this.limiter.release("host0", true);
		assertThat(this.limiter.tryAcquire("another")).isTrue();
	}

	@Test
	void hostsThatFailAreNotRememberedForEver() {
		for (int host = 0; host < 10_002; host++) {
			assertThat(this.limiter.tryAcquire("host" + host)).isTrue();
			this.limiter.release("host" + host, false);
		}
		assertThat(this.limiter.isFailing("host0")).isFalse();
		assertThat(this.limiter.isFailing("host10001")).isTrue();
	}

}
