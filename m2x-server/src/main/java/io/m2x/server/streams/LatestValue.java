package io.m2x.server.streams;

import org.jspecify.annotations.Nullable;

/**
 * The value with the newest time.
 *
 * @param stream the row of the stream
 * @param at the time, milliseconds since 1970
 * @param number the value of a numeric stream
 * @param text the value of an alphanumeric stream
 * @since 0.1.0
 */
public record LatestValue(long stream, long at, @Nullable Double number, @Nullable String text) {

}
