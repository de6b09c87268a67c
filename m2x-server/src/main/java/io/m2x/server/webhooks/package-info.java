/**
 * Delivers the notifications of triggers to their callback URLs, with retries. Does not
 * decide when a trigger fires; {@code triggers} does. Owns the tables
 * {@code webhook_queues} and {@code webhook_notifications}.
 */
@NullMarked
package io.m2x.server.webhooks;

import org.jspecify.annotations.NullMarked;
