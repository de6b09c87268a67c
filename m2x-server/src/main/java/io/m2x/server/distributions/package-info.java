/**
 * Distributions: templates for devices. The devices made from them are in
 * {@code devices}. Owns the table {@code distributions}.
 */
@NullMarked
package io.m2x.server.distributions;

import org.jspecify.annotations.NullMarked;
