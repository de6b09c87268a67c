/**
 * Auto-configuration and properties of the clients and their services. Types that an
 * application imports are in {@code io.m2x.spring.boot}.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
