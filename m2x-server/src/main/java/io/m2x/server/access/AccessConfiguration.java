package io.m2x.server.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Decides what is within a caller's reach.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

	@Bean
	AccountResources m2xAccountResources(JdbcClient jdbc) {
		return new AccountResources(jdbc);
	}

	@Bean
	DeviceAccess m2xDeviceAccess(KnownDevices devices, KnownCollections collections, AccountResources resources) {
		return new DeviceAccess(devices, collections, resources);
	}

}
