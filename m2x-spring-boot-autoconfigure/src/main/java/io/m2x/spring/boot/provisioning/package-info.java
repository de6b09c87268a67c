/**
 * Provisioning of the devices below {@code m2x.provisioning.devices} at startup. Its
 * auto-configuration and properties are in
 * {@code io.m2x.spring.boot.autoconfigure.provisioning}.
 */
@NullMarked
package io.m2x.spring.boot.provisioning;

import org.jspecify.annotations.NullMarked;
