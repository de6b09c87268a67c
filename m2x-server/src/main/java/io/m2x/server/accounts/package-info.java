/**
 * The accounts of a server: who there is besides the default one, and whose keys work.
 * Owns the table {@code accounts}.
 */
@NullMarked
package io.m2x.server.accounts;

import org.jspecify.annotations.NullMarked;
