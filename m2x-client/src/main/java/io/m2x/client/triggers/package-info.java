/**
 * Triggers: what M2X watches for in values, and the notifications it sends.
 */
@NullMarked
package io.m2x.client.triggers;

import org.jspecify.annotations.NullMarked;
