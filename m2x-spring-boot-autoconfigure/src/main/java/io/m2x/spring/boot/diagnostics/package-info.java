/**
 * Failure analyses for an application that does not start because of its configuration.
 * Failures of calls are exceptions of the client, in {@code io.m2x.client}.
 */
@NullMarked
package io.m2x.spring.boot.diagnostics;

import org.jspecify.annotations.NullMarked;
