/**
 * Explanations for an application that does not start.
 */
@NullMarked
package io.m2x.spring.boot.diagnostics;

import org.jspecify.annotations.NullMarked;
