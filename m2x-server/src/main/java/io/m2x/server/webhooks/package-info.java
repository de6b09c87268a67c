/**
 * Notifications of triggers on their way out. Owns the tables {@code webhook_queues} and
 * {@code webhook_notifications}.
 */
@NullMarked
package io.m2x.server.webhooks;

import org.jspecify.annotations.NullMarked;
