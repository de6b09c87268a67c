/**
 * Collections: groups of devices, and of further groups.
 */
@NullMarked
package io.m2x.client.collections;

import org.jspecify.annotations.NullMarked;
