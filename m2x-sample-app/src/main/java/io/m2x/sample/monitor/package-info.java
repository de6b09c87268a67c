/**
 * The page and what stands behind it: everything it shows is read from M2X.
 */
@NullMarked
package io.m2x.sample.monitor;

import org.jspecify.annotations.NullMarked;
