/**
 * What is within a caller's reach: finds the resources that a request names, refuses
 * those that are out of reach, and locks those that change. Who the caller is, is decided
 * in {@code security}.
 * <p>
 * <b>Tables have owners.</b> Each table belongs to one package, which names it in its
 * documentation ({@code Owns the table …}) and is the only one with SQL on it. Others ask
 * the owner: for values by a method; for a part of a statement of their own, where a list
 * is filtered or paged in the database, by a method that returns SQL, such as
 * {@link io.m2x.server.access.Kind#idOf}; for a filter of a search by a {@code …Filter}
 * that adds its conditions. Who is needed by an owner and needs it in turn declares an
 * interface that the owner implements, such as {@link io.m2x.server.access.KnownDevices}.
 * This package owns no table: what the tables of all kinds of resources have in common it
 * asks of any of them alike.
 */
@NullMarked
package io.m2x.server.access;

import org.jspecify.annotations.NullMarked;
