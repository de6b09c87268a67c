package io.m2x.sample.greenhouse;

import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sensor}.
 */
class SensorTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00.700Z");

	private final Sensor sensor = new Sensor(new Climate(Greenhouse.NORTH, new Random(1)), START);

	@Test
	void firstReadingsCoverTheLastTenMinutes() {
		List<Reading> readings = this.sensor.pending(START);
		assertThat(readings).hasSize(600);
		assertThat(readings.get(0).time()).isEqualTo("2025-12-31T23:50:01Z");
		assertThat(readings.get(599).time()).isEqualTo("2026-01-01T00:00:00Z");
	}

	@Test
	void readingsArePendingUntilAccepted() {
		List<Reading> first = this.sensor.pending(START);
		assertThat(this.sensor.pending(START)).isEqualTo(first);
		this.sensor.accepted(first.get(599).time());
		assertThat(this.sensor.pending(START)).isEmpty();
	}

	@Test
	void oneReadingIsTakenEachSecond() {
		this.sensor.pending(START);
		this.sensor.accepted(START);
		assertThat(this.sensor.pending(START.plusSeconds(2))).extracting((reading) -> reading.time().toString())
			.containsExactly("2026-01-01T00:00:01Z", "2026-01-01T00:00:02Z");
	}

	@Test
	void allReadingsArePendingAfterServerLostItsData() {
		this.sensor.pending(START);
		this.sensor.accepted(START);
		this.sensor.accepted(Instant.MIN);
		assertThat(this.sensor.pending(START)).hasSize(600);
	}

	@Test
	void readingsOlderThanTenMinutesAreDropped() {
		this.sensor.pending(START);
		assertThat(this.sensor.pending(START.plusSeconds(3600))).hasSize(600)
			.first()
			.extracting((reading) -> reading.time().toString())
			.isEqualTo("2026-01-01T00:50:01Z");
	}

}
