/**
 * Options for retries of failed calls. The retries themselves are internal.
 */
@NullMarked
package io.m2x.client.retry;

import org.jspecify.annotations.NullMarked;
