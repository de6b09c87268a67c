/**
 * Integrations: where an account wants the data of its devices to be sent. They are kept
 * and given back; nothing is sent anywhere.
 */
@NullMarked
package io.m2x.server.integrations;

import org.jspecify.annotations.NullMarked;
