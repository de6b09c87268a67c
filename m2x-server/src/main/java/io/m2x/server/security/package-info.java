/**
 * Identifies the caller of a request by its key. Does not decide what the caller may
 * reach; {@code access} does. The keys are stored in {@code keys}.
 */
@NullMarked
package io.m2x.server.security;

import org.jspecify.annotations.NullMarked;
