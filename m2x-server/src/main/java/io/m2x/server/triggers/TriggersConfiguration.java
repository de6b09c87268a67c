package io.m2x.server.triggers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.security.AccountResources;
import io.m2x.server.security.DeviceAccess;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.webhooks.Outbox;
import io.m2x.server.webhooks.WebhookFailures;

/**
 * Serves triggers and evaluates them.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class TriggersConfiguration {

	@Bean
	TriggerStore m2xTriggerStore(JdbcClient jdbc) {
		return new TriggerStore(jdbc);
	}

	@Bean
	TriggerEvaluator m2xTriggerEvaluator(TriggerStore store, StreamStore streams, Outbox outbox, JdbcClient jdbc) {
		return new TriggerEvaluator(store, streams, outbox, jdbc);
	}

	@Bean
	TriggerService m2xTriggerService(TriggerStore store, AccountResources resources, StreamStore streams, Outbox outbox,
			WebhookFailures failures, JdbcClient jdbc, Transactions transactions) {
		return new TriggerService(store, resources, streams, outbox, failures, jdbc, transactions);
	}

	@Bean
	DeviceTriggersController m2xDeviceTriggersController(DeviceAccess access, TriggerService triggers) {
		return new DeviceTriggersController(access, triggers);
	}

	@Bean
	DistributionTriggersController m2xDistributionTriggersController(AccountResources resources,
			TriggerService triggers) {
		return new DistributionTriggersController(resources, triggers);
	}

}
