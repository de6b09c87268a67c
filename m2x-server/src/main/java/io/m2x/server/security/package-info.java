/**
 * API keys, callers and what each may reach.
 */
@NullMarked
package io.m2x.server.security;

import org.jspecify.annotations.NullMarked;
