/**
 * Status and time of the server.
 */
@NullMarked
package io.m2x.server.platform;

import org.jspecify.annotations.NullMarked;
