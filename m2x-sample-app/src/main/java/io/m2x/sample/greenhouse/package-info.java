/**
 * Simulated greenhouses that write to M2X. What the page shows is read in
 * {@code io.m2x.sample.monitor}.
 */
@NullMarked
package io.m2x.sample.greenhouse;

import org.jspecify.annotations.NullMarked;
