/**
 * Manages collections, which group devices and other collections. Calls about a device in
 * them live in {@code io.m2x.client.devices}.
 */
@NullMarked
package io.m2x.client.collections;

import org.jspecify.annotations.NullMarked;
