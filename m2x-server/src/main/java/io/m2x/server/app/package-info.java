/**
 * The server as a program: its settings, the actuator and the health check of the image.
 * What the embedded server needs too is in the other packages, which know nothing of
 * Spring Boot.
 */
@NullMarked
package io.m2x.server.app;

import org.jspecify.annotations.NullMarked;
