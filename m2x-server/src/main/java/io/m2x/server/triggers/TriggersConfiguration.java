package io.m2x.server.triggers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.AccountResources;
import io.m2x.server.access.DeviceAccess;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.streams.StreamTable;
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
	TriggerEvaluator m2xTriggerEvaluator(TriggerStore store, StreamStore streams, Outbox outbox,
			WatchedDevices devices) {
		return new TriggerEvaluator(store, streams, outbox, devices);
	}

	@Bean
	TriggerCopies m2xTriggerCopies(JdbcClient jdbc) {
		return new TriggerCopies(jdbc);
	}

	@Bean
	TriggerService m2xTriggerService(TriggerStore store, AccountResources resources, StreamStore streams, Outbox outbox,
			WebhookFailures failures, WatchedDevices devices, JdbcClient jdbc, Transactions transactions) {
		return new TriggerService(store, resources, streams, StreamTable.ofDistributions(jdbc), outbox, failures,
				devices, transactions);
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
