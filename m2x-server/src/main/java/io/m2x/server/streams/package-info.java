/**
 * Data streams of a device. Owns the tables {@code streams} and
 * {@code distribution_streams}.
 */
@NullMarked
package io.m2x.server.streams;

import org.jspecify.annotations.NullMarked;
