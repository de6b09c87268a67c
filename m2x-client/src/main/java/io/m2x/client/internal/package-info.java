/**
 * How a call travels; internal to the client, not meant for applications.
 */
@NullMarked
package io.m2x.client.internal;

import org.jspecify.annotations.NullMarked;
