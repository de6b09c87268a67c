/**
 * Test support for applications that use M2X: the slice {@code @M2xTest}, the embedded
 * server for tests and a stub. Containers are in
 * {@code io.m2x.spring.boot.testcontainers}.
 */
@NullMarked
package io.m2x.spring.boot.test;

import org.jspecify.annotations.NullMarked;
