/**
 * Devices: create, list, view, update, delete and tags.
 */
@NullMarked
package io.m2x.server.devices;

import org.jspecify.annotations.NullMarked;
