package com.example.greenhouse;

import java.time.Instant;

/**
 * What the sensors of a greenhouse measured.
 *
 * @param at when
 * @param temperature in degrees Celsius
 * @param humidity in percent
 */
record Reading(Instant at, double temperature, double humidity) {

}
