/**
 * The HTTP client of an M2X client: timeouts, connections, proxy and shutdown.
 * Certificates are in {@code io.m2x.spring.boot.autoconfigure.ssl}.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.http;

import org.jspecify.annotations.NullMarked;
