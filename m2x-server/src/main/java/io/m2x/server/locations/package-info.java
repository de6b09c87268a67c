/**
 * Location of a device and its history. Owns the table {@code waypoints}.
 */
@NullMarked
package io.m2x.server.locations;

import org.jspecify.annotations.NullMarked;
