/**
 * Auto-configuration and properties of the health contributor. The contributor itself is
 * in {@code io.m2x.spring.boot.health}.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
