package io.m2x.sample.greenhouse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Climate}.
 */
class ClimateTests {

	private static final Instant MIDNIGHT = Instant.EPOCH;

	private static final Instant NOON = MIDNIGHT.plus(Climate.DAY.dividedBy(2));

	@Test
	void sameSeedAndInstantsGiveTheSameReadings() {
		assertThat(twoDays(Greenhouse.NORTH, 7)).isEqualTo(twoDays(Greenhouse.NORTH, 7));
	}

	@Test
	void otherSeedGivesOtherReadings() {
		assertThat(twoDays(Greenhouse.NORTH, 7)).isNotEqualTo(twoDays(Greenhouse.NORTH, 8));
	}

	@Test
	void noonIsWarmerAndDrierThanMidnight() {
		Reading midnight = climate(Greenhouse.NURSERY, 1).measure(MIDNIGHT);
		Reading noon = climate(Greenhouse.NURSERY, 1).measure(NOON);
		assertThat(noon.temperature()).isGreaterThan(midnight.temperature() + Greenhouse.NURSERY.swing());
		assertThat(noon.humidity()).isLessThan(midnight.humidity());
	}

	@ParameterizedTest
	@MethodSource("greenhouses")
	void readingsStayPlausible(Greenhouse greenhouse) {
		assertThat(twoDays(greenhouse, 3)).allSatisfy((reading) -> {
			assertThat(reading.temperature()).isBetween(greenhouse.meanTemperature() - greenhouse.swing() - 1,
					greenhouse.meanTemperature() + 5);
			assertThat(reading.humidity()).isBetween(40.0, 95.0);
		});
	}

	@ParameterizedTest
	@MethodSource("greenhouses")
	void temperatureChangesSmoothly(Greenhouse greenhouse) {
		List<Reading> readings = twoDays(greenhouse, 5);
		for (int i = 1; i < readings.size(); i++) {
			assertThat(readings.get(i).temperature()).isCloseTo(readings.get(i - 1).temperature(), Offset.offset(0.8));
		}
	}

	@ParameterizedTest
	@MethodSource("greenhouses")
	void ventOpensInTheHeatAndClosesWhenItIsCooler(Greenhouse greenhouse) {
		List<Reading> readings = twoDays(greenhouse, 11);
		List<Reading> openings = changes(readings, true);
		List<Reading> closings = changes(readings, false);
		assertThat(openings).isNotEmpty()
			.allSatisfy(
					(reading) -> assertThat(reading.temperature()).isGreaterThan(greenhouse.meanTemperature() + 2.5));
		assertThat(closings).isNotEmpty()
			.allSatisfy((reading) -> assertThat(reading.temperature()).isLessThan(greenhouse.meanTemperature() + 1.5));
	}

	@Test
	void openVentCoolsDown() {
		Climate climate = climate(Greenhouse.SOUTH, 2);
		Reading opened = climate.measure(NOON);
		assertThat(opened.vent()).isEqualTo("open");
		assertThat(climate.measure(NOON.plusSeconds(10)).temperature()).isLessThan(opened.temperature() - 0.5);
	}

	@Test
	void ventIsClosedInTheColdOfTheNight() {
		assertThat(climate(Greenhouse.SOUTH, 2).measure(MIDNIGHT).vent()).isEqualTo("closed");
	}

	private static List<Greenhouse> greenhouses() {
		return Greenhouse.ALL;
	}

	private static Climate climate(Greenhouse greenhouse, long seed) {
		return new Climate(greenhouse, new Random(seed));
	}

	private static List<Reading> twoDays(Greenhouse greenhouse, long seed) {
		Climate climate = climate(greenhouse, seed);
		Instant end = MIDNIGHT.plus(Climate.DAY.multipliedBy(2));
		List<Reading> readings = new ArrayList<>();
		for (Instant now = MIDNIGHT; now.isBefore(end); now = now.plus(Duration.ofSeconds(1))) {
			readings.add(climate.measure(now));
		}
		return readings;
	}

	private static List<Reading> changes(List<Reading> readings, boolean toOpen) {
		List<Reading> changes = new ArrayList<>();
		for (int i = 1; i < readings.size(); i++) {
			if (readings.get(i).ventOpen() == toOpen && readings.get(i - 1).ventOpen() != toOpen) {
				changes.add(readings.get(i));
			}
		}
		return changes;
	}

}
