/**
 * Benchmarks of the client and the server.
 */
@NullMarked
package io.m2x.benchmarks;

import org.jspecify.annotations.NullMarked;
