/**
 * Manages API keys with their scopes and permissions. The key of a client is set on
 * {@code M2xClientBuilder}.
 */
@NullMarked
package io.m2x.client.keys;

import org.jspecify.annotations.NullMarked;
