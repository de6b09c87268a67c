/**
 * Charts: named sets of streams, and images of their values.
 */
@NullMarked
package io.m2x.server.charts;

import org.jspecify.annotations.NullMarked;
