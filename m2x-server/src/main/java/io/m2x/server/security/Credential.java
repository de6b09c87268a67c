package io.m2x.server.security;

/**
 * The key by which a caller was admitted, so that it can be verified and admitted again.
 *
 * @param row the row of the key
 * @param version the version of the key
 * @param attempt the use of the key
 * @param presumed whether the key was found in memory, so that it may have changed since
 * @since 0.1.0
 */
public record Credential(long row, long version, Attempt attempt, boolean presumed) {

}
