package io.m2x.server.triggers;

import org.jspecify.annotations.Nullable;

/**
 * A value of a stream as triggers see it.
 *
 * @param stream the name of the stream
 * @param at milliseconds since 1970
 * @param number the value of a numeric stream
 * @param text the value of an alphanumeric stream
 * @since 0.1.0
 */
public record Observation(String stream, long at, @Nullable Double number, @Nullable String text) {

}
