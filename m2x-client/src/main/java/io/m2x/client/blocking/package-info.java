/**
 * Blocking client and services, for servlet applications, batch jobs and virtual threads.
 * Requests, retries and failures are those of the reactive services: this package only
 * waits for their results.
 */
@NullMarked
package io.m2x.client.blocking;

import org.jspecify.annotations.NullMarked;
