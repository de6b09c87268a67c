/**
 * The server as a program of its own.
 */
@NullMarked
package io.m2x.server.app;

import org.jspecify.annotations.NullMarked;
