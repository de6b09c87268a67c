/**
 * Provisioning of devices at the start of an application: ensures those of
 * {@code m2x.provisioning.devices}. Its auto-configuration and properties are in
 * {@code io.m2x.spring.boot.autoconfigure.provisioning}.
 */
@NullMarked
package io.m2x.spring.boot.provisioning;

import org.jspecify.annotations.NullMarked;
