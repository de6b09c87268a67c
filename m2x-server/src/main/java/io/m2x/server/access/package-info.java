/**
 * Decides what a caller may reach: finds the resources that a request names, rejects
 * those out of reach and locks those that change. Does not identify the caller;
 * {@code security} does. Has no table: it reads, locks and marks as edited the rows of
 * all kinds of resources by the columns that all of them have.
 */
@NullMarked
package io.m2x.server.access;

import org.jspecify.annotations.NullMarked;
