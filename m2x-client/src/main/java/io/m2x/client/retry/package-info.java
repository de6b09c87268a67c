/**
 * How calls that failed are repeated.
 */
@NullMarked
package io.m2x.client.retry;

import org.jspecify.annotations.NullMarked;
