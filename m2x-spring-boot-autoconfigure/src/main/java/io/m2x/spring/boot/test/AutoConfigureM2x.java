package io.m2x.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Auto-configures the M2X client and an embedded M2X server for a test. The data of the
 * server is temporary. The test never uses the address and key that the application
 * configures.
 * <p>
 * Addresses, keys and {@code m2x.embedded.*} are ignored, for named clients too. All
 * other properties apply. The test class path must contain {@code io.m2x:m2x-server}.
 * <p>
 * {@link M2xTest @M2xTest} includes this annotation. Use it on a {@code @SpringBootTest}
 * to test the entire application:
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;AutoConfigureM2x
 * class GatewayTests {
 *
 *     &#064;Autowired
 *     M2xDevices devices;
 *
 * }</pre>
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
