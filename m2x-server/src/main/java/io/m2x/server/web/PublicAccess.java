package io.m2x.server.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives everybody the same response. A key is not looked at, so a wrong one does not
 * matter.
 *
 * @since 0.1.0
 */
@AnonymousAccess
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PublicAccess {

}
