/**
 * Options for retries of failed calls. Which failures are retried, and when, is decided
 * in {@code io.m2x.client.internal}: {@code CallRetry}, {@code FailureKind}.
 */
@NullMarked
package io.m2x.client.retry;

import org.jspecify.annotations.NullMarked;
