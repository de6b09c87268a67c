/**
 * Database: opening, schema and transactions.
 */
@NullMarked
package io.m2x.server.store;

import org.jspecify.annotations.NullMarked;
