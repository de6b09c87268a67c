package io.m2x.sample.greenhouse;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Simulated climate of a greenhouse. The same instants and random numbers give the same
 * readings.
 * <p>
 * A day takes eight minutes, so that changes are visible. The temperature follows the
 * time of day with a delay. The vent opens when it gets too hot, and closes when it is
 * cooler.
 */
class Climate {

	static final Duration DAY = Duration.ofMinutes(8);

	private static final Duration INERTIA = DAY.dividedBy(12);

	private static final double VENT_OPENS_ABOVE_MEAN = 3;

	private static final double VENT_CLOSES_ABOVE_MEAN = 1;

	private static final double VENT_COOLING = 7;

	private static final double MEAN_HUMIDITY = 68;

	private static final double HUMIDITY_PER_DEGREE = -2.2;

	private static final double VENT_DRYING = 5;

	private final Greenhouse greenhouse;

	private final RandomGenerator random;

	private Instant time = Instant.MIN;

	private double warmth;

	private double moisture;

	private boolean ventOpen;

	Climate(Greenhouse greenhouse, RandomGenerator random) {
		this.greenhouse = greenhouse;
		this.random = random;
	}

	Greenhouse greenhouse() {
		return this.greenhouse;
	}

	/**
	 * Advances to an instant and measures.
	 * @param now the instant, not before the one of the previous call
	 * @return the reading
	 */
	synchronized Reading measure(Instant now) {
		double progress = progress(now);
		this.time = now;
		this.warmth += progress * (targetWarmth(now) - this.warmth);
		this.moisture += progress * (targetMoisture() - this.moisture);
		if (this.warmth > VENT_OPENS_ABOVE_MEAN) {
			this.ventOpen = true;
		}
		else if (this.warmth < VENT_CLOSES_ABOVE_MEAN) {
			this.ventOpen = false;
		}
		double temperature = this.greenhouse.meanTemperature() + this.warmth + noise(0.06);
		double humidity = Math.min(100, MEAN_HUMIDITY + this.moisture + noise(0.2));
		return new Reading(now, round(temperature), round(humidity), this.ventOpen);
	}

	// Fraction of the distance to the target that was covered since the previous reading.
	private double progress(Instant now) {
		if (this.time.equals(Instant.MIN)) {
			return 1;
		}
		double elapsed = Duration.between(this.time, now).toMillis();
		return 1 - Math.exp(-elapsed / INERTIA.toMillis());
	}

	// Degrees above the mean that the air approaches.
	private double targetWarmth(Instant now) {
		double timeOfDay = (double) (now.toEpochMilli() % DAY.toMillis()) / DAY.toMillis();
		double sun = -Math.cos(2 * Math.PI * timeOfDay);
		return this.greenhouse.swing() * sun - (this.ventOpen ? VENT_COOLING : 0);
	}

	private double targetMoisture() {
		return HUMIDITY_PER_DEGREE * this.warmth - (this.ventOpen ? VENT_DRYING : 0);
	}

	private double noise(double deviation) {
		return this.random.nextGaussian() * deviation;
	}

	private static double round(double value) {
		return Math.round(value * 100) / 100.0;
	}

}
