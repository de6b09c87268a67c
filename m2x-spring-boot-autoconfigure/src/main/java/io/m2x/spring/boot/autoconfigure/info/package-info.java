/**
 * Auto-configuration of the info contributor. The contributor itself is in
 * {@code io.m2x.spring.boot.info}.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.info;

import org.jspecify.annotations.NullMarked;
