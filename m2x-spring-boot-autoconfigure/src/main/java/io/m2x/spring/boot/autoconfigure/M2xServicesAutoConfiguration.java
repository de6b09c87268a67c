package io.m2x.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.m2x.client.M2xClient;
import io.m2x.client.charts.M2xCharts;
import io.m2x.client.collections.M2xCollections;
import io.m2x.client.commands.M2xCommands;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.distributions.M2xDistributions;
import io.m2x.client.integrations.M2xIntegrations;
import io.m2x.client.jobs.M2xJobs;
import io.m2x.client.keys.M2xKeys;
import io.m2x.client.locations.M2xLocations;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.triggers.M2xTriggers;
import io.m2x.client.values.M2xValues;

/**
 * {@link AutoConfiguration Auto-configuration} for the reactive and blocking services of
 * the M2X client. Each service is a bean.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = M2xAutoConfiguration.class)
@ConditionalOnClass(M2xClient.class)
@ConditionalOnSingleCandidate(M2xClient.class)
@Import({ BlockingClientConfiguration.class, BlockingServicesConfiguration.class })
public final class M2xServicesAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	M2xPlatform m2xPlatform(M2xClient client) {
		return client.platform();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xDevices m2xDevices(M2xClient client) {
		return client.devices();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xStreams m2xStreams(M2xClient client) {
		return client.streams();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xValues m2xValues(M2xClient client) {
		return client.values();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xLocations m2xLocations(M2xClient client) {
		return client.locations();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xDistributions m2xDistributions(M2xClient client) {
		return client.distributions();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xCollections m2xCollections(M2xClient client) {
		return client.collections();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xCommands m2xCommands(M2xClient client) {
		return client.commands();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xCharts m2xCharts(M2xClient client) {
		return client.charts();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xIntegrations m2xIntegrations(M2xClient client) {
		return client.integrations();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xKeys m2xKeys(M2xClient client) {
		return client.keys();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xTriggers m2xTriggers(M2xClient client) {
		return client.triggers();
	}

	@Bean
	@ConditionalOnMissingBean
	M2xJobs m2xJobs(M2xClient client) {
		return client.jobs();
	}

}
