/**
 * Certificates of clients: which ones a client trusts and presents, and whether it may
 * use a plain address. The connections that use them are in
 * {@code io.m2x.spring.boot.autoconfigure.http}.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.ssl;

import org.jspecify.annotations.NullMarked;
