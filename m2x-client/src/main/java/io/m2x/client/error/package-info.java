/**
 * Exceptions of failed calls, one class per meaning. Exceptions about the outcome of a
 * job live in {@code io.m2x.client.jobs}.
 */
@NullMarked
package io.m2x.client.error;

import org.jspecify.annotations.NullMarked;
