/**
 * What the client tells a compiler that works ahead of time.
 */
@NullMarked
package io.m2x.client.aot;

import org.jspecify.annotations.NullMarked;
