/**
 * Distributions: templates that devices begin with.
 */
@NullMarked
package io.m2x.client.distributions;

import org.jspecify.annotations.NullMarked;
