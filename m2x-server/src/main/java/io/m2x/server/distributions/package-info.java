/**
 * Distributions: templates that devices begin with.
 */
@NullMarked
package io.m2x.server.distributions;

import org.jspecify.annotations.NullMarked;
