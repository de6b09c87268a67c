package io.m2x.server.locations;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.DeviceAccess;
import io.m2x.server.store.Transactions;

/**
 * Serves the locations of devices.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class LocationsConfiguration {

	@Bean
	LocationStore m2xLocationStore(JdbcClient jdbc, CurrentLocations current) {
		return new LocationStore(jdbc, current);
	}

	@Bean
	LocationsController m2xLocationsController(DeviceAccess access, LocationStore store, Transactions transactions) {
		return new LocationsController(access, store, transactions);
	}

}
