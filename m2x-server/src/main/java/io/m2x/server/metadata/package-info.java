/**
 * Free text fields of devices, distributions and collections. Owns the tables
 * {@code device_metadata}, {@code distribution_metadata} and {@code collection_metadata}.
 */
@NullMarked
package io.m2x.server.metadata;

import org.jspecify.annotations.NullMarked;
