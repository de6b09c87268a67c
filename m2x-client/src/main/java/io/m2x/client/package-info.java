/**
 * Entry point of the typed M2X client.
 */
@NullMarked
package io.m2x.client;

import org.jspecify.annotations.NullMarked;
