package io.m2x.benchmarks.load;

/**
 * What one connection does.
 *
 * @param port the port on this machine to connect to
 * @param request gives the requests, which are sent one after the other
 */
record Target(int port, Request request) {
}
