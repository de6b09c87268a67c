/**
 * Auto-configuration of a server inside the application's own process.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.embedded;

import org.jspecify.annotations.NullMarked;
