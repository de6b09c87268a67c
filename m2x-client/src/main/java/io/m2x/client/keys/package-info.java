/**
 * API keys.
 */
@NullMarked
package io.m2x.client.keys;

import org.jspecify.annotations.NullMarked;
