package io.m2x.spring.boot.health;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;

/**
 * {@link AutoConfiguration Auto-configuration} for the health of M2X.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = M2xAutoConfiguration.class)
@ConditionalOnClass({ M2xClient.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(M2xClient.class)
@ConditionalOnEnabledHealthIndicator("m2x")
@EnableConfigurationProperties(M2xHealthProperties.class)
public final class M2xHealthContributorAutoConfiguration
		extends CompositeReactiveHealthContributorConfiguration<M2xHealthIndicator, M2xClient> {

	M2xHealthContributorAutoConfiguration(M2xHealthProperties properties) {
		super((client) -> new M2xHealthIndicator(client, properties.timeout()));
	}

	@Bean
	@ConditionalOnMissingBean(name = { "m2xHealthIndicator", "m2xHealthContributor" })
	ReactiveHealthContributor m2xHealthContributor(ConfigurableListableBeanFactory beanFactory) {
		return createContributor(beanFactory, M2xClient.class);
	}

}
