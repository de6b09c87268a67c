/**
 * Support for tests of applications that use M2X: the slice {@code @M2xTest} and the
 * server that it starts. Containers are in {@code io.m2x.spring.boot.testcontainers}.
 */
@NullMarked
package io.m2x.spring.boot.test;

import org.jspecify.annotations.NullMarked;
