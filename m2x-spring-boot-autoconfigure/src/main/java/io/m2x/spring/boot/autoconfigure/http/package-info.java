/**
 * The HTTP client underneath the M2X client: timeouts, connections, proxy and TLS.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.http;

import org.jspecify.annotations.NullMarked;
