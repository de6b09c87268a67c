/**
 * Commands that an account sends to its devices, and the responses of the devices. Does
 * not push anything: devices ask for their commands. Owns the tables {@code commands} and
 * {@code command_deliveries}.
 */
@NullMarked
package io.m2x.server.commands;

import org.jspecify.annotations.NullMarked;
