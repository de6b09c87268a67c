/**
 * Who calls: turns the key of a request into its caller. What the caller may reach is
 * decided in {@code access}; the keys themselves are kept in {@code keys}.
 */
@NullMarked
package io.m2x.server.security;

import org.jspecify.annotations.NullMarked;
