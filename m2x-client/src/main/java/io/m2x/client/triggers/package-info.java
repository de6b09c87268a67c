/**
 * Manages triggers, and defines the notifications that M2X sends to callback URLs.
 * Receiving them is up to a controller of the application.
 */
@NullMarked
package io.m2x.client.triggers;

import org.jspecify.annotations.NullMarked;
