/**
 * The health contributor {@code m2x}, which checks M2X with a client. Its
 * auto-configuration and properties are in
 * {@code io.m2x.spring.boot.autoconfigure.health}.
 */
@NullMarked
package io.m2x.spring.boot.health;

import org.jspecify.annotations.NullMarked;
