/**
 * Tags of devices, distributions and collections. Owns the tables {@code device_tags},
 * {@code distribution_tags} and {@code collection_tags}.
 */
@NullMarked
package io.m2x.server.tags;

import org.jspecify.annotations.NullMarked;
