/**
 * Collections: groups of devices that may hold further groups. Owns the tables
 * {@code collections}, {@code collection_paths} and {@code collection_devices}.
 */
@NullMarked
package io.m2x.server.collections;

import org.jspecify.annotations.NullMarked;
