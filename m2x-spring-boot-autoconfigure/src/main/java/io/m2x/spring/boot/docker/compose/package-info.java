/**
 * Service connections to servers that Docker Compose runs. Containers of Testcontainers
 * are in {@code io.m2x.spring.boot.testcontainers}.
 */
@NullMarked
package io.m2x.spring.boot.docker.compose;

import org.jspecify.annotations.NullMarked;
