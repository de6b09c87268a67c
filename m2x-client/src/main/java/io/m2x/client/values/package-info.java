/**
 * Values of data streams: write, read, delete, statistics and sampling.
 */
@NullMarked
package io.m2x.client.values;

import org.jspecify.annotations.NullMarked;
