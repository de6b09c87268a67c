/**
 * What all listeners have in common: when they start and stop, and which port they have.
 * The protocols are not here; each has a package of its own, as HTTP has.
 */
@NullMarked
package io.m2x.server.listener;

import org.jspecify.annotations.NullMarked;
