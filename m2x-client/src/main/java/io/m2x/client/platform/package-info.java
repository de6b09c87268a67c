/**
 * State and clock of the platform.
 */
@NullMarked
package io.m2x.client.platform;

import org.jspecify.annotations.NullMarked;
