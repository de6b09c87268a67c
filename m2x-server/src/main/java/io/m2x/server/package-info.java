/**
 * The embedded server: it is described, started and stopped here. What it does is in the
 * packages below, one for each resource of the API.
 * <p>
 * Classes become beans by {@code @Component} or {@code @RestController} and stay
 * package-private where they can; {@link io.m2x.server.M2xServerConfiguration} finds them
 * in the packages of the server and nowhere else. A {@code @Configuration} class exists
 * only where something is decided: the size of a pool, a limit, which library does it.
 * Names of beans are names of classes, so that no bean of Spring Boot has the same.
 */
@NullMarked
package io.m2x.server;

import org.jspecify.annotations.NullMarked;
