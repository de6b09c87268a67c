/**
 * What all listeners have in common: when they start and stop, and which port they have.
 * The protocols are not here; each has a package of its own. The HTTP listener is
 * {@code io.m2x.server.http.HttpListener}.
 */
@NullMarked
package io.m2x.server.listener;

import org.jspecify.annotations.NullMarked;
