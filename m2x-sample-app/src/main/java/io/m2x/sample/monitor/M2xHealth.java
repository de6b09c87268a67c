package io.m2x.sample.monitor;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Health of M2X, and its address.
 *
 * @param status the status as Spring Boot names it, such as {@code UP}
 * @param server the address of the server
 * @param error why M2X is not up, or {@code null}
 */
record M2xHealth(String status, URI server, @Nullable String error) {

}
