/**
 * Greenhouse monitor: an application that uses M2X with the starter. Only the application
 * class is here; the devices are in {@code greenhouse}, the page is in {@code monitor}.
 */
@NullMarked
package io.m2x.sample;

import org.jspecify.annotations.NullMarked;
