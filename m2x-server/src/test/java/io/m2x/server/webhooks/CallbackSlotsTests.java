package io.m2x.server.webhooks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackSlotsTests {

	private final CallbackSlots slots = new CallbackSlots();

	private int takeAll(String host) {
		int taken = 0;
		while (taken <= CallbackSlots.TOTAL && this.slots.take(host)) {
			taken++;
		}
		return taken;
	}

	@Test
	void oneHostGetsItsShareOnly() {
		assertThat(takeAll("a")).isEqualTo(CallbackSlots.PER_HOST);
		assertThat(takeAll("b")).isEqualTo(CallbackSlots.PER_HOST);
		this.slots.release("a", true);
		assertThat(takeAll("a")).isEqualTo(1);
	}

	@Test
	void hostThatFailsGetsLessUntilItSucceeds() {
		assertThat(this.slots.take("a")).isTrue();
		this.slots.release("a", false);
		assertThat(this.slots.isFailing("a")).isTrue();
		assertThat(takeAll("a")).isEqualTo(CallbackSlots.PER_FAILING_HOST);
		this.slots.release("a", true);
		assertThat(this.slots.isFailing("a")).isFalse();
		assertThat(takeAll("a")).isEqualTo(CallbackSlots.PER_HOST - 1);
	}

	@Test
	void allHostsTogetherHaveALimit() {
		int taken = 0;
		for (int host = 0; host < 2 * CallbackSlots.TOTAL; host++) {
			taken += this.slots.take("host" + host) ? 1 : 0;
		}
		assertThat(taken).isEqualTo(CallbackSlots.TOTAL);
		this.slots.release("host0", true);
		assertThat(this.slots.take("another")).isTrue();
	}

	@Test
	void hostsThatFailAreNotRememberedForEver() {
		for (int host = 0; host < 10_002; host++) {
			assertThat(this.slots.take("host" + host)).isTrue();
			this.slots.release("host" + host, false);
		}
		assertThat(this.slots.isFailing("host0")).isFalse();
		assertThat(this.slots.isFailing("host10001")).isTrue();
	}

}
