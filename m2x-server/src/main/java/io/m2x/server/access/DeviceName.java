package io.m2x.server.access;

import org.jspecify.annotations.Nullable;

/**
 * What a path calls a device.
 *
 * @param account the account within which it is a serial, {@code null} for an id
 * @param text the id or serial
 * @since 0.1.0
 */
public record DeviceName(@Nullable Long account, String text) {

}
