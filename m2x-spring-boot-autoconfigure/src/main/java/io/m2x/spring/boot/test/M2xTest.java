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
 * Annotation for tests that focus on components that use M2X.
 * <p>
 * The client and its services are configured as in the application and use an embedded
 * M2X server: see {@link AutoConfigureM2x @AutoConfigureM2x}. Components of the
 * application are not scanned. Add those to test with
 * {@link org.springframework.context.annotation.Import @Import} or
 * {@link #includeFilters()}.
 *
 * <pre class="code">
 * &#064;M2xTest
 * &#064;Import(Thermometer.class)
 * class ThermometerTests {
 *
 *     &#064;Autowired
 *     Thermometer thermometer;
 *
 *     &#064;Autowired
 *     M2xBlockingDevices devices;
 *
 * }</pre>
 * <p>
 * Test classes with the same configuration share a context, and so a server and its data.
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
	 * Properties to add to the environment.
	 * @return the properties, each as {@code key=value}
	 */
	String[] properties() default {};

	/**
	 * Whether to use the default filters as well. They include no component of the
	 * application.
	 * @return {@code false} to use {@link #includeFilters()} only
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters that add components of the application.
	 * @return the filters
	 */
	ComponentScan.Filter[] includeFilters() default {};

	/**
	 * Filters that exclude components that {@link #includeFilters()} would add.
	 * @return the filters
	 */
	ComponentScan.Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations to exclude.
	 * @return the classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
