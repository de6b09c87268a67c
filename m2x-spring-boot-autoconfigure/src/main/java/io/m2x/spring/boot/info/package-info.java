/**
 * The info contributor {@code m2x}, which shows the clients of the application. Its
 * auto-configuration is in {@code io.m2x.spring.boot.autoconfigure.info}.
 */
@NullMarked
package io.m2x.spring.boot.info;

import org.jspecify.annotations.NullMarked;
