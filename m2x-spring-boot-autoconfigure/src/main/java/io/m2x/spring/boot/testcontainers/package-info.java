/**
 * The server in a container, for tests and for development.
 */
@NullMarked
package io.m2x.spring.boot.testcontainers;

import org.jspecify.annotations.NullMarked;
