/**
 * Types that an application imports: the registry of its clients, connection details and
 * customizers. It also imports from the packages {@code test}, {@code testcontainers} and
 * {@code provisioning}, and catches {@code diagnostics.M2xConfigurationException}. Their
 * auto-configuration and properties are in {@code io.m2x.spring.boot.autoconfigure}.
 */
@NullMarked
package io.m2x.spring.boot;

import org.jspecify.annotations.NullMarked;
