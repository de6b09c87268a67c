/**
 * Keeps API keys and passwords out of the endpoints of an application.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.sanitizing;

import org.jspecify.annotations.NullMarked;
