/**
 * Writes, reads, searches, deletes, samples and exports values of data streams. The
 * streams themselves live in {@code io.m2x.client.streams}.
 */
@NullMarked
package io.m2x.client.values;

import org.jspecify.annotations.NullMarked;
