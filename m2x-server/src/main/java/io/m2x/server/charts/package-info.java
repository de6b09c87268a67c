/**
 * Charts: named sets of streams, and images of their values. Owns the tables
 * {@code charts} and {@code chart_series}.
 */
@NullMarked
package io.m2x.server.charts;

import org.jspecify.annotations.NullMarked;
