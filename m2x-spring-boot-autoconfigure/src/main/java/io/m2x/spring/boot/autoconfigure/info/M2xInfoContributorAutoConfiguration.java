package io.m2x.spring.boot.autoconfigure.info;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.autoconfigure.ConditionalOnM2xClient;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.autoconfigure.M2xClientBeans;
import io.m2x.spring.boot.info.M2xInfoContributor;

/**
 * {@link AutoConfiguration Auto-configuration} for the M2X info contributor.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = M2xAutoConfiguration.class)
@ConditionalOnClass({ M2xClient.class, InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnM2xClient
@ConditionalOnEnabledInfoContributor(value = "m2x", fallback = InfoContributorFallback.USE_DEFAULTS_PROPERTY)
public final class M2xInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	M2xInfoContributor m2xInfoContributor(ConfigurableListableBeanFactory beanFactory) {
		return new M2xInfoContributor(M2xClientBeans.byName(beanFactory));
	}

}
