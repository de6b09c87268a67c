package io.m2x.sample.monitor;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Whether M2X is well, and where it is.
 *
 * @param status the status in the words of Spring Boot, such as {@code UP}
 * @param server the address of the server
 * @param error the reason if it is not well, or {@code null}
 */
record M2xHealth(String status, URI server, @Nullable String error) {

}
