/**
 * Notifications of triggers on their way out.
 */
@NullMarked
package io.m2x.server.webhooks;

import org.jspecify.annotations.NullMarked;
