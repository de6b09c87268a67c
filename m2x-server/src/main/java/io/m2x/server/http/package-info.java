/**
 * HTTP below the API: what happens to bytes before they are a request and after they are
 * a response. Holds for the embedded server and for the program alike.
 */
@NullMarked
package io.m2x.server.http;

import org.jspecify.annotations.NullMarked;
