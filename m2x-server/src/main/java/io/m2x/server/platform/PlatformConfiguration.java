package io.m2x.server.platform;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Serves status and time.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class PlatformConfiguration {

	@Bean
	PlatformController m2xPlatformController() {
		return new PlatformController();
	}

}
