package io.m2x.spring.boot.autoconfigure.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.autoconfigure.ConditionalOnM2xClient;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.M2xClientBeans;
import io.m2x.spring.boot.diagnostics.M2xConfigurationErrors;
import io.m2x.spring.boot.diagnostics.M2xPropertyChecks;
import io.m2x.spring.boot.health.M2xHealthIndicator;

/**
 * {@link AutoConfiguration Auto-configuration} for the health of M2X.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = M2xAutoConfiguration.class)
@ConditionalOnClass({ M2xClient.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnM2xClient
@ConditionalOnEnabledHealthIndicator("m2x")
@EnableConfigurationProperties(M2xHealthProperties.class)
public final class M2xHealthContributorAutoConfiguration
		extends CompositeReactiveHealthContributorConfiguration<M2xHealthIndicator, M2xClient> {

	private static final Duration MAX_CACHE = Duration.ofDays(1);

	M2xHealthContributorAutoConfiguration(M2xHealthProperties properties) {
		super((client) -> new M2xHealthIndicator(client,
				M2xPropertyChecks.timeout("management.health.m2x.timeout", properties.timeout()),
				checkedCache(properties.cache())));
	}

	private static Duration checkedCache(Duration cache) {
		if (cache.isNegative() || cache.compareTo(MAX_CACHE) > 0) {
			throw M2xConfigurationErrors.unusableValue("management.health.m2x.cache", cache,
					"the time must be from 0, which switches the cache off, to 1 day", "5s");
		}
		return cache;
	}

	@Bean
	@ConditionalOnMissingBean(name = { "m2xHealthIndicator", "m2xHealthContributor" })
	ReactiveHealthContributor m2xHealthContributor(ConfigurableListableBeanFactory beanFactory) {
		Map<String, M2xClient> clients = new LinkedHashMap<>();
		// The names become segments of a path.
		M2xClientBeans.byName(beanFactory).forEach((name, client) -> clients.put(name.replace('/', '-'), client));
		return createContributor(clients);
	}

}
