/**
 * Location of a device and its history.
 */
@NullMarked
package io.m2x.server.locations;

import org.jspecify.annotations.NullMarked;
