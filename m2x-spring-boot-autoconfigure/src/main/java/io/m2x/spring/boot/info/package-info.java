/**
 * What the info endpoint of an application tells about M2X.
 */
@NullMarked
package io.m2x.spring.boot.info;

import org.jspecify.annotations.NullMarked;
