/**
 * Data streams of a device.
 */
@NullMarked
package io.m2x.server.streams;

import org.jspecify.annotations.NullMarked;
