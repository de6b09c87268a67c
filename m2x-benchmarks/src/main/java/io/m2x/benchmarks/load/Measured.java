package io.m2x.benchmarks.load;

/**
 * What came out of all rounds of a contender.
 *
 * @param name what the table calls the contender
 * @param figures the medians
 */
record Measured(String name, Figures figures) {
}
