package io.m2x.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.m2x.client.M2xClient;
import io.m2x.client.blocking.M2xBlockingClient;

/**
 * Registers the blocking client as a bean.
 */
@Configuration(proxyBeanMethods = false)
class BlockingClientConfiguration {

	@Bean
	@ConditionalOnMissingBean
	M2xBlockingClient m2xBlockingClient(M2xClient client) {
		return M2xBlockingClient.of(client);
	}

}
