/**
 * What all resources share on the wire: requests, errors, JSON, paging.
 */
@NullMarked
package io.m2x.server.web;

import org.jspecify.annotations.NullMarked;
