/**
 * API keys as a resource.
 */
@NullMarked
package io.m2x.server.keys;

import org.jspecify.annotations.NullMarked;
