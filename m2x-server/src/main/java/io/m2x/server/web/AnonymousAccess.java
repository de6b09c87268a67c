package io.m2x.server.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets an operation be called without a key. A request without a key for any other
 * operation is refused before its body is read.
 *
 * @since 0.1.0
 * @see PublicAccess
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface AnonymousAccess {

}
