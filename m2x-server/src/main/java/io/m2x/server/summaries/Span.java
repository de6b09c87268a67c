package io.m2x.server.summaries;

/**
 * Values of one stream that a transaction wrote or deleted.
 *
 * @param stream the row of the stream
 * @param from the earliest time that was touched, milliseconds since 1970
 * @param to the latest time that was touched, milliseconds since 1970
 * @since 0.1.0
 */
public record Span(long stream, long from, long to) {

}
