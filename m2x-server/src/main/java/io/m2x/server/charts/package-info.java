/**
 * Charts: named sets of streams, and the images of their values. The values themselves
 * are read in {@code values}. Owns the tables {@code charts} and {@code chart_series}.
 */
@NullMarked
package io.m2x.server.charts;

import org.jspecify.annotations.NullMarked;
