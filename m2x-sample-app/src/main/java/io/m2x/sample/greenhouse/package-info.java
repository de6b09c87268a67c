/**
 * The devices: simulated greenhouses that write to M2X. Nothing is read for the page
 * here.
 */
@NullMarked
package io.m2x.sample.greenhouse;

import org.jspecify.annotations.NullMarked;
