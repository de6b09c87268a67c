/**
 * Auto-configuration of the problem details that callers of a web application get when
 * its calls to M2X fail.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.problem;

import org.jspecify.annotations.NullMarked;
