/**
 * Collections: groups of devices and of other collections. Lists of their devices are in
 * {@code devices}. Owns the tables {@code collections}, {@code collection_paths} and
 * {@code collection_devices}.
 */
@NullMarked
package io.m2x.server.collections;

import org.jspecify.annotations.NullMarked;
