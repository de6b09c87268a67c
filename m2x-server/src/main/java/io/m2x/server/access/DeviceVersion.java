package io.m2x.server.access;

/**
 * How often a device, what belongs to it, and the distribution that it came from were
 * changed. What was read with one version is true as long as the version is the same.
 *
 * @param own the version of the device
 * @param distribution the version of the distribution, zero without one
 * @since 0.1.0
 */
public record DeviceVersion(long own, long distribution) {

}
