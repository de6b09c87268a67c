/**
 * Creates, reads, updates and deletes data streams of devices. Their values live in
 * {@code io.m2x.client.values}.
 */
@NullMarked
package io.m2x.client.streams;

import org.jspecify.annotations.NullMarked;
