package io.m2x.server.access;

import org.jspecify.annotations.Nullable;

/**
 * What must be known about a device to decide who may reach it.
 *
 * @param row the row of the device
 * @param account the account of the device
 * @param id the id on the wire
 * @param isPublic whether anyone may read it
 * @param distribution the row of the distribution that it came from, or {@code null}
 * @param version the version of the device
 * @since 0.1.0
 */
public record KnownDevice(long row, long account, String id, boolean isPublic, @Nullable Long distribution,
		DeviceVersion version) {

}
