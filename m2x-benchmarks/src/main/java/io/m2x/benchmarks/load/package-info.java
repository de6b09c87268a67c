/**
 * Load programs of the server: each measures the server and what it is compared with in
 * the same run, in turns. {@code LoadBenchmarks} runs them and prints one table.
 */
@NullMarked
package io.m2x.benchmarks.load;

import org.jspecify.annotations.NullMarked;
