package io.m2x.server.metadata;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.DeviceAccess;
import io.m2x.server.store.Transactions;

/**
 * Serves the metadata of devices, distributions and collections.
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
	DeviceMetadataController m2xDeviceMetadataController(DeviceAccess access, AccountResources resources,
			MetadataStore store, Transactions transactions) {
		return new DeviceMetadataController(access, resources, store, transactions);
	}

	@Bean
	GroupMetadataController.OfCollections m2xCollectionMetadataController(AccountResources resources,
			MetadataStore store, Transactions transactions) {
		return new GroupMetadataController.OfCollections(resources, store, transactions);
	}

	@Bean
	GroupMetadataController.OfDistributions m2xDistributionMetadataController(AccountResources resources,
			MetadataStore store, Transactions transactions) {
		return new GroupMetadataController.OfDistributions(resources, store, transactions);
	}

}
