/**
 * The data streams of a device and their definitions in distributions. Their values are
 * in {@code values}. Owns the tables {@code streams} and {@code distribution_streams}.
 */
@NullMarked
package io.m2x.server.streams;

import org.jspecify.annotations.NullMarked;
