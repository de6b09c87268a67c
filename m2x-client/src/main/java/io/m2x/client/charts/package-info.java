/**
 * Charts: named sets of streams, and images of their values.
 */
@NullMarked
package io.m2x.client.charts;

import org.jspecify.annotations.NullMarked;
