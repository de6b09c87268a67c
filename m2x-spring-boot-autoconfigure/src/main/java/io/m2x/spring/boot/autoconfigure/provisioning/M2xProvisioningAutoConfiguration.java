package io.m2x.spring.boot.autoconfigure.provisioning;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

import io.m2x.client.M2xClient;
import io.m2x.spring.boot.M2xClients;
import io.m2x.spring.boot.autoconfigure.M2xAutoConfiguration;
import io.m2x.spring.boot.provisioning.M2xProvisioner;

/**
 * {@link AutoConfiguration Auto-configuration} for the provisioning of devices at
 * startup.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = M2xAutoConfiguration.class)
@ConditionalOnClass(M2xClient.class)
@ConditionalOnBooleanProperty("m2x.provisioning.enabled")
@ConditionalOnBean(M2xClients.class)
@EnableConfigurationProperties(M2xProvisioningProperties.class)
@ImportRuntimeHints(M2xProvisioningProperties.Hints.class)
public final class M2xProvisioningAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	M2xProvisioner m2xProvisioner(M2xClients clients, M2xProvisioningProperties properties,
			ApplicationEventPublisher events) {
		return new M2xProvisioner(new ConfiguredDevices(clients).read(properties), events);
	}

}
