/**
 * Types that an application imports: the registry of its clients, connection details and
 * customizers. Their auto-configuration and properties are in
 * {@code io.m2x.spring.boot.autoconfigure}.
 */
@NullMarked
package io.m2x.spring.boot;

import org.jspecify.annotations.NullMarked;
