/**
 * Reads the state and the clock of the platform. Nothing here is about the resources of
 * an account.
 */
@NullMarked
package io.m2x.client.platform;

import org.jspecify.annotations.NullMarked;
