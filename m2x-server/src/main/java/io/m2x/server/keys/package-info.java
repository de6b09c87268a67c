/**
 * API keys as a resource. Owns the table {@code api_keys}.
 */
@NullMarked
package io.m2x.server.keys;

import org.jspecify.annotations.NullMarked;
