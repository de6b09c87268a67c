package io.m2x.server.streams;

import org.jspecify.annotations.Nullable;

/**
 * What must be known about a stream to write its values.
 *
 * @param row the row of the stream
 * @param name the name
 * @param numeric whether the values are numbers, not text
 * @param unit the symbol of the unit
 * @since 0.1.0
 */
public record KnownStream(long row, String name, boolean numeric, @Nullable String unit) {

}
