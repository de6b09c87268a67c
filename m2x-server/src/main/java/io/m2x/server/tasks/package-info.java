/**
 * Work that goes on after its request was answered, and survives a restart.
 */
@NullMarked
package io.m2x.server.tasks;

import org.jspecify.annotations.NullMarked;
