/**
 * Jobs: work that goes on after the answer, and what became of it. Owns the table
 * {@code jobs}.
 */
@NullMarked
package io.m2x.server.jobs;

import org.jspecify.annotations.NullMarked;
