/**
 * Triggers of devices and distributions: what they watch for and when they fire. Owns the
 * tables {@code triggers} and {@code trigger_states}.
 */
@NullMarked
package io.m2x.server.triggers;

import org.jspecify.annotations.NullMarked;
