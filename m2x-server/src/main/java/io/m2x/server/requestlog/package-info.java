/**
 * The latest requests of each device.
 */
@NullMarked
package io.m2x.server.requestlog;

import org.jspecify.annotations.NullMarked;
