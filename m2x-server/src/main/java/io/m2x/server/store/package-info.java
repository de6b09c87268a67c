/**
 * Database: opening, schema, transactions, and the ids and keys that are stored. Knows no
 * table.
 * <p>
 * <b>There are two databases</b>, SQLite in a directory and PostgreSQL, and nearly one
 * SQL. What differs stands here: in {@link io.m2x.server.store.Database} and the classes
 * below, which have the connections and know what failures mean; in the words such as
 * <code>${id}</code> that the migrations have for either; in
 * {@link io.m2x.server.store.Columns} and {@link io.m2x.server.store.CaseFolding}. No
 * other package knows on which of them it runs.
 * <p>
 * <b>Who writes does it in {@link io.m2x.server.store.Transactions}</b>: connections that
 * are got otherwise only read. On SQLite one transaction writes at a time.
 * <p>
 * <b>Every table has one owner</b>, the package that names it in its documentation. No
 * other package names it in SQL. {@code access} alone reads what the tables of all kinds
 * of resources have in common, by the name of the table that a {@code Kind} has. Others
 * ask the owner
 * <ul>
 * <li>for values, by a method;</li>
 * <li>for a part of a statement of their own, where the database filters or pages a list,
 * by a method that returns SQL, such as {@code Kind.idOf} or
 * {@code StreamStore.count};</li>
 * <li>for a condition of a search, by a class such as {@code TagFilter} that reads it
 * from the request and adds it.</li>
 * </ul>
 * An owner that is needed by a package which it needs itself implements an interface of
 * that package, as the devices implement {@code access.KnownDevices}.
 */
@NullMarked
package io.m2x.server.store;

import org.jspecify.annotations.NullMarked;
