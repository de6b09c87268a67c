/**
 * Jobs: work that goes on after the response, with its state and its result. The work
 * itself is done elsewhere, as in {@code exports}. Owns the table {@code jobs}.
 */
@NullMarked
package io.m2x.server.jobs;

import org.jspecify.annotations.NullMarked;
