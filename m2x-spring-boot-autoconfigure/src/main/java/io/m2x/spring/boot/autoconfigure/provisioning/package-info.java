/**
 * Auto-configuration and properties of provisioning. The provisioner itself is in
 * {@code io.m2x.spring.boot.provisioning}.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.provisioning;

import org.jspecify.annotations.NullMarked;
