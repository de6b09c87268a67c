/**
 * The server in a container of Testcontainers, for tests and development. Services of
 * Docker Compose are in {@code io.m2x.spring.boot.docker.compose}.
 */
@NullMarked
package io.m2x.spring.boot.testcontainers;

import org.jspecify.annotations.NullMarked;
