package io.m2x.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.m2x.client.model.DeviceRef;

import static org.assertj.core.api.Assertions.assertThat;

class WriteClockTests {

	private static final Instant NOW = Instant.parse("2026-03-05T08:15:30.250Z");

	private static final DeviceRef DEVICE = DeviceRef.id("d1");

	private static final DeviceRef OTHER = DeviceRef.id("d2");

	private Instant now = NOW;

	private final WriteClock clock = new WriteClock(() -> this.now);

	@Test
	void timeIsThePresentToTheMillisecond() {
		this.now = NOW.plusNanos(999_999);
		assertThat(this.clock.take(DEVICE, 1)).isEqualTo(NOW);
		this.now = NOW.plusMillis(7);
		assertThat(this.clock.take(DEVICE, 1)).isEqualTo(NOW.plusMillis(7));
	}

	@Test
	void millisecondIsGivenOncePerDevice() {
		assertThat(this.clock.take(DEVICE, 1)).isEqualTo(NOW);
		assertThat(this.clock.take(DEVICE, 3)).isEqualTo(NOW.plusMillis(1));
		assertThat(this.clock.take(OTHER, 1)).isEqualTo(NOW);
		assertThat(this.clock.take(DEVICE, 1)).isEqualTo(NOW.plusMillis(4));
		this.now = NOW.plusMillis(4);
		assertThat(this.clock.take(DEVICE, 1)).isEqualTo(NOW.plusMillis(5));
		this.now = NOW.plusSeconds(1);
		assertThat(this.clock.take(DEVICE, 1)).isEqualTo(NOW.plusSeconds(1));
	}

	@Test
	void manyThreadsGetDifferentMilliseconds() {
		Set<Instant> taken = ConcurrentHashMap.newKeySet();
		IntStream.range(0, 10_000).parallel().forEach((i) -> taken.add(this.clock.take(DEVICE, 1)));
		assertThat(taken).hasSize(10_000).contains(NOW, NOW.plusMillis(9_999));
	}

	@Test
	void clockThatIsSetBackALittleGoesOnFromWhereItWas() {
		this.clock.take(DEVICE, 1);
		this.now = NOW.minus(Duration.ofMinutes(59));
		assertThat(this.clock.take(DEVICE, 1)).isEqualTo(NOW.plusMillis(1));
	}

	@Test
	void clockThatWasWrongIsLeftBehind() {
		this.clock.take(DEVICE, 1);
		this.now = NOW.minus(Duration.ofDays(1000));
		assertThat(this.clock.take(DEVICE, 1)).isEqualTo(this.now);
		assertThat(this.clock.take(DEVICE, 1)).isEqualTo(this.now.plusMillis(1));
	}

}
