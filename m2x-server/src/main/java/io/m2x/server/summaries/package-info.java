/**
 * Summaries of the values of numeric streams, per hour and per day, so that reads of long
 * ranges don't read every value. A summary is made in the background when its time is
 * over, and dropped in the transaction of a write that changes its values: whoever finds
 * one may rely on it. The values themselves are in {@code values}. Owns the tables
 * {@code value_summaries}, {@code summary_parts}, {@code summary_marks} and
 * {@code summary_states}.
 */
@NullMarked
package io.m2x.server.summaries;

import org.jspecify.annotations.NullMarked;
