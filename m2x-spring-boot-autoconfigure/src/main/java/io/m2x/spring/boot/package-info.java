/**
 * Types of the starter that an application uses in its code: the clients of several
 * accounts, connection details, and customizers. What configures them is in
 * {@code io.m2x.spring.boot.autoconfigure}.
 */
@NullMarked
package io.m2x.spring.boot;

import org.jspecify.annotations.NullMarked;
