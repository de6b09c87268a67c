/**
 * Devices: create, view, update, delete, list, tags and metadata.
 */
@NullMarked
package io.m2x.client.devices;

import org.jspecify.annotations.NullMarked;
