/**
 * Vocabulary that several resources share.
 */
@NullMarked
package io.m2x.client.model;

import org.jspecify.annotations.NullMarked;
