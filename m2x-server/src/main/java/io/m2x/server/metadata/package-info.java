/**
 * Free text fields of a device.
 */
@NullMarked
package io.m2x.server.metadata;

import org.jspecify.annotations.NullMarked;
