package io.m2x.benchmarks.load;

/**
 * What programs share.
 *
 * @param options what was asked for
 * @param generator makes the load
 * @param report where the results go
 */
record Run(Options options, LoadGenerator generator, Report report) {
}
