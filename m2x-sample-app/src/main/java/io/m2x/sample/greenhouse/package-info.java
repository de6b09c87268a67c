/**
 * The devices: simulated greenhouses that report to M2X.
 */
@NullMarked
package io.m2x.sample.greenhouse;

import org.jspecify.annotations.NullMarked;
