/**
 * Greenhouse monitor: an application that talks to M2X through the starter.
 */
@NullMarked
package io.m2x.sample;

import org.jspecify.annotations.NullMarked;
