/**
 * Creates, reads, updates, deletes, lists and searches devices, with their tags and
 * metadata. What belongs to a device, such as streams and locations, lives in its own
 * package.
 */
@NullMarked
package io.m2x.client.devices;

import org.jspecify.annotations.NullMarked;
