package io.m2x.server.devices;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.security.ApiKeys;
import io.m2x.server.security.DeviceAccess;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;

/**
 * Serves devices.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class DevicesConfiguration {

	@Bean
	DevicesController m2xDevicesController(DeviceAccess access, JdbcClient jdbc, JdbcTemplate batches,
			MetadataStore metadata, StreamStore streams, ApiKeys keys, Transactions transactions) {
		DeviceStore store = new DeviceStore(jdbc, batches);
		return new DevicesController(access, store, new DeviceViews(store, metadata, streams),
				new DeviceEditor(store, metadata, streams, keys), streams, transactions);
	}

}
