package io.m2x.client.streams;

import org.jspecify.annotations.Nullable;

/**
 * Unit of a stream's values.
 *
 * @param label the name, such as {@code degree Celsius}, or {@code null}
 * @param symbol the symbol, such as {@code °C}, or {@code null}
 * @since 0.1.0
 */
public record StreamUnit(@Nullable String label, @Nullable String symbol) {

}
