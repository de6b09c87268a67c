/**
 * Exports of values as files, made by jobs. Owns the tables {@code exports},
 * {@code export_streams} and {@code export_chunks}.
 */
@NullMarked
package io.m2x.server.exports;

import org.jspecify.annotations.NullMarked;
