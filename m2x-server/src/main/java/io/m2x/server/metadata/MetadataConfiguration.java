package io.m2x.server.metadata;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.security.DeviceAccess;
import io.m2x.server.store.Transactions;

/**
 * Serves the metadata of devices.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class MetadataConfiguration {

	@Bean
	MetadataStore m2xMetadataStore(JdbcClient jdbc, JdbcTemplate batches) {
		return new MetadataStore(jdbc, batches);
	}

	@Bean
	MetadataController m2xMetadataController(DeviceAccess access, MetadataStore store, Transactions transactions) {
		return new MetadataController(access, store, transactions);
	}

}
