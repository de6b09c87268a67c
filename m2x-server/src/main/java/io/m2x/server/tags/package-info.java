/**
 * Tags of devices, distributions and collections.
 */
@NullMarked
package io.m2x.server.tags;

import org.jspecify.annotations.NullMarked;
