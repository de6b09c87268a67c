/**
 * Integrations: where an account wants the data of its devices to be sent. Stores and
 * returns them, but sends nothing. Owns the tables {@code integrations} and
 * {@code integration_devices}.
 */
@NullMarked
package io.m2x.server.integrations;

import org.jspecify.annotations.NullMarked;
