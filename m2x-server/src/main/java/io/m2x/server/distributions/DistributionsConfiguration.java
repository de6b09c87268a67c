package io.m2x.server.distributions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.AccountResources;
import io.m2x.server.devices.DeviceEditor;
import io.m2x.server.devices.DeviceViews;
import io.m2x.server.devices.DistributionMembers;
import io.m2x.server.keys.PrimaryKeys;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.store.Transactions;
import io.m2x.server.tags.TagStore;

/**
 * Serves distributions.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class DistributionsConfiguration {

	@Bean
	DistributionStore m2xDistributionStore(JdbcClient jdbc) {
		return new DistributionStore(jdbc);
	}

	@Bean
	DistributionEditor m2xDistributionEditor(JdbcClient jdbc, DistributionStore store, TagStore tags,
			MetadataStore metadata, DeviceEditor devices, PrimaryKeys keys) {
		return new DistributionEditor(jdbc, store, tags, metadata, devices, keys);
	}

	@Bean
	DistributionsController m2xDistributionsController(AccountResources resources, DistributionStore store,
			DistributionEditor editor, DistributionMembers members, TagStore tags, MetadataStore metadata,
			Transactions transactions) {
		return new DistributionsController(resources, store, editor, members, tags, metadata, transactions);
	}

	@Bean
	DistributionDevicesController m2xDistributionDevicesController(AccountResources resources,
			DistributionEditor editor, DeviceViews views, Transactions transactions) {
		return new DistributionDevicesController(resources, editor, views, transactions);
	}

	@Bean
	DistributionStreamsController m2xDistributionStreamsController(JdbcClient jdbc, AccountResources resources,
			DistributionMembers members, Transactions transactions) {
		return new DistributionStreamsController(jdbc, resources, members, transactions);
	}

}
