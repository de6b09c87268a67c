/**
 * Runtime hints for native images. Nothing here is needed on a JVM.
 */
@NullMarked
package io.m2x.client.aot;

import org.jspecify.annotations.NullMarked;
