/**
 * The HTTP listener and the handlers of connections, bytes and headers below the API,
 * which the embedded server and the program share. Knows no operation of the API; the
 * {@code web} package turns requests into calls of controllers.
 */
@NullMarked
package io.m2x.server.http;

import org.jspecify.annotations.NullMarked;
