/**
 * Devices: creates, lists, finds, updates and deletes them. Their streams, values,
 * locations, metadata and tags have packages of their own. Owns the table
 * {@code devices}.
 */
@NullMarked
package io.m2x.server.devices;

import org.jspecify.annotations.NullMarked;
