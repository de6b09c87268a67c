/**
 * Commands: what an account tells its devices to do, and what they answer. Owns the
 * tables {@code commands} and {@code command_deliveries}.
 */
@NullMarked
package io.m2x.server.commands;

import org.jspecify.annotations.NullMarked;
