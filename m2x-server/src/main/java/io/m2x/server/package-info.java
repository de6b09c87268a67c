/**
 * The embedded server: it is described, started and stopped here. What it does is in the
 * packages below, one for each resource of the API.
 * <p>
 * Rules return values; controllers respond and hold the transaction. A controller parses
 * the request before the transaction, and refuses it in one place:
 * {@code Fields.check()}, or {@code Fields.checked(…)} where what is read depends on what
 * is stored. A method that is called {@code read…} looks at the request alone; one that
 * also looks into the database is called {@code resolve…}. Neither refuses anything, both
 * note what is wrong. How tables are shared is told in {@code store}.
 * <p>
 * Classes become beans by {@code @Component} or {@code @RestController} and stay
 * package-private where they can; {@link io.m2x.server.M2xServerConfiguration} finds them
 * in the packages of the server and nowhere else. A {@code @Configuration} class exists
 * only where something is decided: the size of a pool, a limit, which library does it.
 * Names of components are names of classes, and names of other beans begin with
 * {@code m2x}, so that no bean of Spring Boot has the same.
 */
@NullMarked
package io.m2x.server;

import org.jspecify.annotations.NullMarked;
