/**
 * Auto-configuration of the health contributor.
 */
@NullMarked
package io.m2x.spring.boot.health;

import org.jspecify.annotations.NullMarked;
