package io.m2x.server.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.scheduler.Scheduler;

/**
 * Makes callers out of keys.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {

	@Bean
	ApiKeys m2xApiKeys(JdbcClient jdbc) {
		return new ApiKeys(jdbc);
	}

	@Bean
	DeviceAccess m2xDeviceAccess(JdbcClient jdbc) {
		return new DeviceAccess(jdbc);
	}

	@Bean
	AccountResources m2xAccountResources(JdbcClient jdbc) {
		return new AccountResources(jdbc);
	}

	@Bean
	AuthenticationFilter m2xAuthenticationFilter(ApiKeys keys, Scheduler m2xReceptionScheduler) {
		return new AuthenticationFilter(keys, m2xReceptionScheduler);
	}

	@Bean
	CallerArgumentResolver m2xCallerArgumentResolver() {
		return new CallerArgumentResolver();
	}

}
