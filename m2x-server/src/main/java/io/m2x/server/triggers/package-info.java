/**
 * The triggers of devices and distributions: stores them and decides when they fire. The
 * delivery of their notifications is in {@code webhooks}. Owns the tables
 * {@code triggers} and {@code trigger_states}.
 */
@NullMarked
package io.m2x.server.triggers;

import org.jspecify.annotations.NullMarked;
