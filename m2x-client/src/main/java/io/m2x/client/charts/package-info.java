/**
 * Manages charts and renders them as images. Values for drawing charts of one's own live
 * in {@code io.m2x.client.values}.
 */
@NullMarked
package io.m2x.client.charts;

import org.jspecify.annotations.NullMarked;
