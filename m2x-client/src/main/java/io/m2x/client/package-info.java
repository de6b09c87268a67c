/**
 * Builds and configures the M2X client and gives access to its services. The services and
 * their types live in one sub-package per resource.
 */
@NullMarked
package io.m2x.client;

import org.jspecify.annotations.NullMarked;
