package io.m2x.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Test of the components of an application that talk to M2X, and of nothing else.
 * <p>
 * The client and its services are there as in the application, and talk to an M2X server
 * inside the test's own process: see {@link AutoConfigureM2x}. Components of the
 * application are not found by scanning; name those to be tested with
 * {@link org.springframework.context.annotation.Import @Import} or
 * {@link #includeFilters()}.
 * <p>
 * Test classes of the same configuration share a context, and so a server with all that
 * is on it.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(M2xTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(M2xTypeExcludeFilter.class)
@AutoConfigureM2x
@ImportAutoConfiguration
public @interface M2xTest {

	/**
	 * Return properties to add to the environment.
	 * @return the properties, each as {@code key=value}
	 */
	String[] properties() default {};

	/**
	 * Return whether to use the default filters as well; they include no component of the
	 * application.
	 * @return {@code false} to use those of {@link #includeFilters()} only
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Return filters that add components of the application.
	 * @return the filters
	 */
	ComponentScan.Filter[] includeFilters() default {};

	/**
	 * Return filters that leave out what {@link #includeFilters()} would add.
	 * @return the filters
	 */
	ComponentScan.Filter[] excludeFilters() default {};

	/**
	 * Return which auto-configurations to leave out.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
