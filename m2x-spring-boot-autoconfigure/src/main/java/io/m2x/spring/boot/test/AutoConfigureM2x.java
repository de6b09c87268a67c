package io.m2x.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Gives a test the M2X client and a server inside the test's own process, with its data
 * in memory, whatever the application's configuration says about where M2X is and with
 * which key.
 * <p>
 * The addresses, keys and embedded servers of {@code m2x.*} and
 * {@code m2x.clients.<name>.*} do not count; all other settings do. The test class path
 * must have {@code io.m2x:m2x-server}. {@link M2xTest} has this annotation; on a
 * {@code @SpringBootTest} it lets the whole application talk to such a server.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureM2x {

}
