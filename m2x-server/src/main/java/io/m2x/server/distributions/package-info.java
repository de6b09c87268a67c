/**
 * Distributions: templates that devices begin with. Owns the table {@code distributions}.
 */
@NullMarked
package io.m2x.server.distributions;

import org.jspecify.annotations.NullMarked;
