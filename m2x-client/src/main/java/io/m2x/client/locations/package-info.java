/**
 * Reads and writes where devices are and where they were. Searches by location live in
 * {@code io.m2x.client.devices}.
 */
@NullMarked
package io.m2x.client.locations;

import org.jspecify.annotations.NullMarked;
