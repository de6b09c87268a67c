/**
 * Work that goes on after its request was answered, and survives a restart. Owns the
 * table {@code scheduled_tasks}.
 */
@NullMarked
package io.m2x.server.tasks;

import org.jspecify.annotations.NullMarked;
