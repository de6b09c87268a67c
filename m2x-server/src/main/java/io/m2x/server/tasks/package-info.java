/**
 * Runs work after the response, also after a restart. Defines no task; each package with
 * background work contributes its own. Owns the table {@code scheduled_tasks}.
 */
@NullMarked
package io.m2x.server.tasks;

import org.jspecify.annotations.NullMarked;
