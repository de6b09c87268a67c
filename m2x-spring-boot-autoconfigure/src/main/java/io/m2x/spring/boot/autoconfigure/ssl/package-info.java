/**
 * Certificates of clients: which ones a client trusts and shows, and to which addresses
 * it may send its key. The connections that use them are in
 * {@code io.m2x.spring.boot.autoconfigure.http}.
 */
@NullMarked
package io.m2x.spring.boot.autoconfigure.ssl;

import org.jspecify.annotations.NullMarked;
