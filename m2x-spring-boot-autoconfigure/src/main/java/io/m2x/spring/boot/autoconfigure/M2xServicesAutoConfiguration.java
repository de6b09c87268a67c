package io.m2x.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

import io.m2x.client.M2xClient;
import io.m2x.client.collections.M2xCollections;
import io.m2x.client.devices.M2xDevices;
import io.m2x.client.distributions.M2xDistributions;
import io.m2x.client.locations.M2xLocations;
import io.m2x.client.platform.M2xPlatform;
import io.m2x.client.streams.M2xStreams;
import io.m2x.client.values.M2xValues;

/**
 * {@link AutoConfiguration Auto-configuration} for the services of the M2X client, each a
 * bean of its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = M2xAutoConfiguration.class)
@ConditionalOnClass(M2xClient.class)
@ConditionalOnSingleCandidate(M2xClient.class)
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

}
