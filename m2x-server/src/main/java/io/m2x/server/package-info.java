/**
 * The M2X-compatible server: start it, stop it, ask for its address.
 */
@NullMarked
package io.m2x.server;

import org.jspecify.annotations.NullMarked;
