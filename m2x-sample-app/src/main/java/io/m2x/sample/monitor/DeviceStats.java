package io.m2x.sample.monitor;

import io.m2x.client.values.StreamStats;

/**
 * Statistics of a device.
 *
 * @param temperature of the temperature in degrees Celsius
 * @param humidity of the relative humidity in percent
 */
record DeviceStats(StreamStats temperature, StreamStats humidity) {

}
