/**
 * The values of streams: writes, reads, deletes, samples and summarizes them. Streams
 * themselves are in {@code streams}, files of values in {@code exports}. Owns the table
 * {@code stream_values}.
 */
@NullMarked
package io.m2x.server.values;

import org.jspecify.annotations.NullMarked;
