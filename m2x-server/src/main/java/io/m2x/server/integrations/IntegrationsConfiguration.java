package io.m2x.server.integrations;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.AccountResources;
import io.m2x.server.store.Transactions;

/**
 * Serves integrations.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class IntegrationsConfiguration {

	@Bean
	IntegrationStore m2xIntegrationStore(JdbcClient jdbc, JdbcTemplate batches) {
		return new IntegrationStore(jdbc, batches);
	}

	@Bean
	IntegrationsController m2xIntegrationsController(AccountResources resources, IntegrationStore store,
			Transactions transactions) {
		return new IntegrationsController(resources, store, new IntegrationEditor(store, resources), transactions);
	}

}
