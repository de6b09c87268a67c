/**
 * Types that several resources share, such as references to devices, pages and values.
 * Types of one resource live in its own package.
 */
@NullMarked
package io.m2x.client.model;

import org.jspecify.annotations.NullMarked;
