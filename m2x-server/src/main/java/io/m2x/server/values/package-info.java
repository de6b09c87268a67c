/**
 * The values of streams: writes, reads, deletes, samples and summarizes them. Streams
 * themselves are in {@code streams}, files of values in {@code exports}. Owns the tables
 * {@code stream_values} and {@code discarded_streams}.
 */
@NullMarked
package io.m2x.server.values;

import org.jspecify.annotations.NullMarked;
