/**
 * Manages distributions, which are templates for devices, and adds devices to them. Their
 * triggers live in {@code io.m2x.client.triggers}.
 */
@NullMarked
package io.m2x.client.distributions;

import org.jspecify.annotations.NullMarked;
