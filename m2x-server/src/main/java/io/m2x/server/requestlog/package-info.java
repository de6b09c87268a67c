/**
 * The latest requests of each device. Owns the table {@code request_log}.
 */
@NullMarked
package io.m2x.server.requestlog;

import org.jspecify.annotations.NullMarked;
