/**
 * Integrations: where an account wants the data of its devices to be sent.
 */
@NullMarked
package io.m2x.client.integrations;

import org.jspecify.annotations.NullMarked;
