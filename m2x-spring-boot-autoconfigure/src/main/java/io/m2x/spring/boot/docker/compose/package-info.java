/**
 * Connections to servers that Docker Compose runs.
 */
@NullMarked
package io.m2x.spring.boot.docker.compose;

import org.jspecify.annotations.NullMarked;
