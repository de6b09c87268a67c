/**
 * What can go wrong in a call, by meaning.
 */
@NullMarked
package io.m2x.client.error;

import org.jspecify.annotations.NullMarked;
