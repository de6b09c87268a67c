/**
 * The log of the latest requests of each device. It is for the owners of devices; what
 * the server logs for its operator is not here. Owns the table {@code request_log}.
 */
@NullMarked
package io.m2x.server.requestlog;

import org.jspecify.annotations.NullMarked;
