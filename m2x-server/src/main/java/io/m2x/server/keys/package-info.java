/**
 * API keys: as a resource, as the proof of who calls, and as what comes with an account,
 * a device, a collection or a distribution. Owns the table {@code api_keys}.
 */
@NullMarked
package io.m2x.server.keys;

import org.jspecify.annotations.NullMarked;
