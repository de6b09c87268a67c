/**
 * The HTTP client underneath a client of M2X: timeouts, connections and proxy, and the
 * closing of connections with the application. Certificates are in
 * {@code io.m2x.spring.boot.autoconfigure.ssl}.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.http;

import org.jspecify.annotations.NullMarked;
