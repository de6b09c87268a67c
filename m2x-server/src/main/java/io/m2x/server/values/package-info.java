/**
 * Values of streams: write, read, delete, sample and summarise. Owns the table
 * {@code stream_values}.
 */
@NullMarked
package io.m2x.server.values;

import org.jspecify.annotations.NullMarked;
