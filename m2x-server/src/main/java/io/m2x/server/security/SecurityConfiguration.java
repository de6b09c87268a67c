package io.m2x.server.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/**
 * Makes callers out of keys.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {

	@Bean
	Authenticator m2xAuthenticator(KeyHolders holders) {
		return new Authenticator(holders);
	}

	@Bean
	AuthenticationFilter m2xAuthenticationFilter(Authenticator authenticator, Scheduler m2xReceptionScheduler) {
		return new AuthenticationFilter(authenticator, m2xReceptionScheduler);
	}

	@Bean
	CallerArgumentResolver m2xCallerArgumentResolver() {
		return new CallerArgumentResolver();
	}

}
