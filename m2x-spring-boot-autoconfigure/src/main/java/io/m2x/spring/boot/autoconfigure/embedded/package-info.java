/**
 * Auto-configuration and properties of the embedded server. The server itself is in
 * {@code io.m2x.server}, and its support for tests is in {@code io.m2x.spring.boot.test}.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.embedded;

import org.jspecify.annotations.NullMarked;
