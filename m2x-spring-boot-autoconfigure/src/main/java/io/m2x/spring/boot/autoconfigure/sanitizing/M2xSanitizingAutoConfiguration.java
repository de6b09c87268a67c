package io.m2x.spring.boot.autoconfigure.sanitizing;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.M2xConnectionDetails;

/**
 * {@link AutoConfiguration Auto-configuration} that masks M2X secrets in actuator
 * endpoints.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass({ M2xClient.class, SanitizingFunction.class })
public final class M2xSanitizingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "m2xSanitizingFunction")
	M2xSanitizingFunction m2xSanitizingFunction(ConfigurableEnvironment environment, ListableBeanFactory beanFactory) {
		return new M2xSanitizingFunction(environment,
				() -> beanFactory.getBeansOfType(M2xConnectionDetails.class)
					.values()
					.stream()
					.map(M2xConnectionDetails::getApiKey));
	}

}
