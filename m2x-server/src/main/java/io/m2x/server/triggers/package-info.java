/**
 * Triggers of devices and distributions: what they watch for and when they fire.
 */
@NullMarked
package io.m2x.server.triggers;

import org.jspecify.annotations.NullMarked;
