/**
 * The location of a device and its history. Searches by location are in {@code devices}.
 * Owns the tables {@code waypoints} and {@code discarded_devices}.
 */
@NullMarked
package io.m2x.server.locations;

import org.jspecify.annotations.NullMarked;
