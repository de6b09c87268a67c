/**
 * API keys: the resource, the proof of identity, and the keys that belong to an account,
 * a device, a collection or a distribution. Does not decide what a key may reach;
 * {@code access} does. Owns the table {@code api_keys}.
 */
@NullMarked
package io.m2x.server.keys;

import org.jspecify.annotations.NullMarked;
