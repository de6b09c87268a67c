/**
 * Free text fields of devices, distributions and collections.
 */
@NullMarked
package io.m2x.server.metadata;

import org.jspecify.annotations.NullMarked;
