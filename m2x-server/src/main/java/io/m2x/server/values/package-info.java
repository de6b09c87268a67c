/**
 * Values of streams: write, read, delete, sample and summarise.
 */
@NullMarked
package io.m2x.server.values;

import org.jspecify.annotations.NullMarked;
