/**
 * Decides what a caller may reach: finds the resources that a request names, rejects
 * those out of reach and locks those that change. Does not identify the caller;
 * {@code security} does. Has no table: it asks the tables of all kinds of resources for
 * the columns that all of them have.
 */
@NullMarked
package io.m2x.server.access;

import org.jspecify.annotations.NullMarked;
