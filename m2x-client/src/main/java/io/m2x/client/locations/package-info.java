/**
 * Where a device is and where it has been.
 */
@NullMarked
package io.m2x.client.locations;

import org.jspecify.annotations.NullMarked;
