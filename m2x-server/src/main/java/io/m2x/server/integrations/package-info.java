/**
 * Integrations: where an account wants the data of its devices to be sent. They are kept
 * and given back; nothing is sent anywhere. Owns the tables {@code integrations} and
 * {@code integration_devices}.
 */
@NullMarked
package io.m2x.server.integrations;

import org.jspecify.annotations.NullMarked;
