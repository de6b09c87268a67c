/**
 * What all resources share in HTTP: requests, fields, errors, JSON, formats, paging and
 * the filters in front of the controllers. Has no operation of the API; bytes and
 * connections are in {@code http}.
 */
@NullMarked
package io.m2x.server.web;

import org.jspecify.annotations.NullMarked;
