/**
 * The page and what serves it. Everything it shows is read from M2X; nothing is simulated
 * here.
 */
@NullMarked
package io.m2x.sample.monitor;

import org.jspecify.annotations.NullMarked;
