/**
 * Auto-configuration of the client and its services.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
