package io.m2x.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.m2x.client.blocking.M2xBlockingCharts;
import io.m2x.client.blocking.M2xBlockingClient;
import io.m2x.client.blocking.M2xBlockingCollections;
import io.m2x.client.blocking.M2xBlockingCommands;
import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.blocking.M2xBlockingDistributions;
import io.m2x.client.blocking.M2xBlockingIntegrations;
import io.m2x.client.blocking.M2xBlockingJobs;
import io.m2x.client.blocking.M2xBlockingKeys;
import io.m2x.client.blocking.M2xBlockingLocations;
import io.m2x.client.blocking.M2xBlockingPlatform;
import io.m2x.client.blocking.M2xBlockingStreams;
import io.m2x.client.blocking.M2xBlockingTriggers;
import io.m2x.client.blocking.M2xBlockingValues;

/**
 * Registers each service of the blocking client as a bean.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnSingleCandidate(M2xBlockingClient.class)
class BlockingServicesConfiguration {

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingPlatform m2xBlockingPlatform(M2xBlockingClient client) {
		return client.platform();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingDevices m2xBlockingDevices(M2xBlockingClient client) {
		return client.devices();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingStreams m2xBlockingStreams(M2xBlockingClient client) {
		return client.streams();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingValues m2xBlockingValues(M2xBlockingClient client) {
		return client.values();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingLocations m2xBlockingLocations(M2xBlockingClient client) {
		return client.locations();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingDistributions m2xBlockingDistributions(M2xBlockingClient client) {
		return client.distributions();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingCollections m2xBlockingCollections(M2xBlockingClient client) {
		return client.collections();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingCommands m2xBlockingCommands(M2xBlockingClient client) {
		return client.commands();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingCharts m2xBlockingCharts(M2xBlockingClient client) {
		return client.charts();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingIntegrations m2xBlockingIntegrations(M2xBlockingClient client) {
		return client.integrations();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingKeys m2xBlockingKeys(M2xBlockingClient client) {
		return client.keys();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingTriggers m2xBlockingTriggers(M2xBlockingClient client) {
		return client.triggers();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingJobs m2xBlockingJobs(M2xBlockingClient client) {
		return client.jobs();
	}

}
