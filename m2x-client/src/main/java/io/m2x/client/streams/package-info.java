/**
 * Data streams of a device.
 */
@NullMarked
package io.m2x.client.streams;

import org.jspecify.annotations.NullMarked;
