/**
 * Collections: groups of devices that may hold further groups.
 */
@NullMarked
package io.m2x.server.collections;

import org.jspecify.annotations.NullMarked;
