/**
 * Exports of values as files, made by jobs.
 */
@NullMarked
package io.m2x.server.exports;

import org.jspecify.annotations.NullMarked;
