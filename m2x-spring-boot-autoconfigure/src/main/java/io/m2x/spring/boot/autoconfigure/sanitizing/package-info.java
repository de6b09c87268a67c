/**
 * Masks API keys and passwords in actuator endpoints. Logs and messages need no masking,
 * since they never contain a key.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.sanitizing;

import org.jspecify.annotations.NullMarked;
