/**
 * Sends requests, retries them, and reads JSON, pages and failures of M2X. Nothing here
 * is API: no public signature outside of this package shows a type of it, and it may
 * change in any version.
 */
@NullMarked
package io.m2x.client.internal;

import org.jspecify.annotations.NullMarked;
