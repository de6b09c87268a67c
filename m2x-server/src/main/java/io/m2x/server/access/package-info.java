/**
 * What is within a caller's reach: finds the resources that a request names, refuses
 * those that are out of reach, and locks those that change. Who the caller is, is decided
 * in {@code security}. Has no table of its own: it asks the tables of all kinds of
 * resources alike for the columns that all of them have.
 */
@NullMarked
package io.m2x.server.access;

import org.jspecify.annotations.NullMarked;
