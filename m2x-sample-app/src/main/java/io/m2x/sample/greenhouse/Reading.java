package io.m2x.sample.greenhouse;

import java.time.Instant;

/**
 * Values of the sensors of a greenhouse at an instant.
 *
 * @param time when it was measured
 * @param temperature in degrees Celsius
 * @param humidity relative humidity in percent
 * @param ventOpen whether the roof vent was open
 */
record Reading(Instant time, double temperature, double humidity, boolean ventOpen) {

	String vent() {
		return this.ventOpen ? "open" : "closed";
	}

}
