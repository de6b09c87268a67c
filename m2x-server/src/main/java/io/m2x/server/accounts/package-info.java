/**
 * The accounts of a server and whether their keys work. The keys are in {@code keys}.
 * Owns the table {@code accounts}.
 */
@NullMarked
package io.m2x.server.accounts;

import org.jspecify.annotations.NullMarked;
