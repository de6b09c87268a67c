/**
 * Devices: create, list, view, update, delete and tags. Owns the table {@code devices}.
 */
@NullMarked
package io.m2x.server.devices;

import org.jspecify.annotations.NullMarked;
