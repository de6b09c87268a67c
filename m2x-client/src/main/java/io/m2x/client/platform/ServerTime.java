package io.m2x.client.platform;

import java.time.Instant;

/**
 * Time of the server, in three forms.
 *
 * @param seconds seconds since 1970-01-01T00:00:00Z
 * @param millis milliseconds since 1970-01-01T00:00:00Z
 * @param iso8601 the same as an instant, to the millisecond
 * @since 0.1.0
 */
public record ServerTime(long seconds, long millis, Instant iso8601) {

}
