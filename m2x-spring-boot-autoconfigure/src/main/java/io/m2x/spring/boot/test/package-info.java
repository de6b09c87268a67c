/**
 * Tests of applications that talk to M2X.
 */
@NullMarked
package io.m2x.spring.boot.test;

import org.jspecify.annotations.NullMarked;
