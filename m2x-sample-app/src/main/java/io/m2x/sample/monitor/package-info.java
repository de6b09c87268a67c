/**
 * The page and its data, which is read from M2X. The simulation is in
 * {@code io.m2x.sample.greenhouse}.
 */
@NullMarked
package io.m2x.sample.monitor;

import org.jspecify.annotations.NullMarked;
